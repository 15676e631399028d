"""Texts: the forms in which articles and posts come, and what they claim."""
