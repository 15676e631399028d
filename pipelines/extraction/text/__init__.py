"""What a text contains: tokens, sentences, words of the lexicon, numbers and times.

Read in this order: `tokens`, `lexicon`, `language`, `numbers`; for times `when` and `time_words`
(the types), `clock_words` and `date_words` (how they are written), `expressions` and `dates` (what
they mean); then `annotation`, which puts all of it together for the families.
"""
