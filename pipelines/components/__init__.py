"""Dagster components that turn source folders, .sql files and suites into assets and checks."""
