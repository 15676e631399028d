"""The published file, and everything that is read from it."""
