"""Conflict Ledger: reports become claims, claims become events, events become trends."""
