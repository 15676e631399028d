"""Strikes: munitions launched, intercepted, landed, and people harmed."""
