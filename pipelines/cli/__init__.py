"""The `ledger` command, one module per command; people and cron call it."""
