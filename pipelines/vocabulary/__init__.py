"""The vocabulary as CSV tables, and the rules for windows and reporting regimes."""
