"""Agreements and channels that begin, are suspended, restored or end."""
