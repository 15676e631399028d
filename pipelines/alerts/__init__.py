"""Somebody is told of a failed refresh: what an alert says, and the ways it goes."""
