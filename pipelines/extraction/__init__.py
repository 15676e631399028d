"""From a text to claims with their quotes: pure, deterministic, without input or output.

Read in this order: `document` (what goes in and comes out), `tokens`, `lexicon`, `numbers`,
`dates`, `reading` (the shared view of one document), `stance`, `attribution`, then a family
(`strikes`, with its `strike_*` modules, is the largest) and `extract`, which calls them.
Words live in `lexicons/*.csv`; only grammar lives here. Files and feeds are read by the sources.
"""
