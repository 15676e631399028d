"""Alerts of failed refreshes: their text, and how they are sent."""
