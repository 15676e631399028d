"""Training of the statistical reader: examples from labelled texts, and the fit."""
