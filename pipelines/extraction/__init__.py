"""From a text to claims with their quotes: pure, deterministic, without input or output.

Read in this order: `document` (what goes in and comes out), `text` (tokens, numbers, dates, and
their view of one document, `annotation`), `sentence` (who, where, when, whether it happened), then
a family (`strikes` is the largest) and `extract`, which calls them. Words live in `lexicons/`;
only grammar lives here. Files and feeds are read in staging.
"""
