"""Exchanges of prisoners, civilians, children and remains."""
