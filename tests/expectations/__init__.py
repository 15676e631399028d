"""Tests of the suites of `expectations/`."""
