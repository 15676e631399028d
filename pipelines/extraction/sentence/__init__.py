"""Reads who, where, when, and whether it happened, from a sentence."""
