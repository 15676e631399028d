"""A text is split, its numbers, dates and words of interest are found."""
