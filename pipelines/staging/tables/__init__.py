"""Tables: CSV files, casts of cells, and the project's registers."""
