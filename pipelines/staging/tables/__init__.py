"""Tables: CSV files, the casts of their cells, registers of our own."""
