"""Suites of expectations/, run inside DuckDB."""
