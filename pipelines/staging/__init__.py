"""Turns documents into rows in the source's words, and rows into claims that satisfy a contract."""
