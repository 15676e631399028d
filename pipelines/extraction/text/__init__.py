"""Reads a text: tokens, sentences, words of the lexicon, numbers and times.

Read in this order: `tokens`, `lexicon`, `language`, `numbers`; for times `when` and `time_words`
(the types), `clock_words` and `date_words` (notation), `expressions` and `dates` (meaning); then
`annotation`, which combines all of it for the families.
"""
