"""Documents become rows in the source's words, and rows become claims under a contract."""
