"""The words of the ledger, as CSV tables, and the rules of windows and reporting regimes."""
