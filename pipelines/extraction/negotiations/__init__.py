"""Rounds of talks."""
