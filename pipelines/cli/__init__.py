"""The `ledger` command: each command a module that is called by a person or by cron."""
