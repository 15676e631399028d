"""Ids that survive reruns: hashes of what the world gave us, never of what we made of it."""

import hashlib

SEPARATOR = "\x1f"
"""Stands between the parts of a key, so that ("ab", "c") and ("a", "bc") differ."""


def digest(*parts: str) -> str:
    """20 hexadecimal digits of SHA-256 over the parts, as `steps/append_readings.sql` does."""
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()[:20]


def document_id(source: str, sha256: str) -> str:
    """Id of a document: one content of one source."""
    return digest(source, sha256)
