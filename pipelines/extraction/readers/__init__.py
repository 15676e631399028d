"""Readers beside the grammar, which confirm its claims and make none of their own."""
