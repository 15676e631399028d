"""Extracts claims with quotes from a text: pure, deterministic, without input or output.

Read in this order: `document` (what goes in and comes out), `text` (tokens, numbers, dates, and
their view of one document, `annotation`), `sentence` (who, where, when, whether it happened), then
a family (`strikes` is the largest) and `extract`, which calls them. Words are in `lexicons/`;
only grammar is here. Files and feeds are read in staging.
"""
