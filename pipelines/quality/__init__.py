"""The suites of expectations/, and running them inside DuckDB."""
