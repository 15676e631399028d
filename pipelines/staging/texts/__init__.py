"""Texts: formats of articles and posts, and their claims."""
