"""Ids that survive reruns: hashes of source data, never of anything computed from it."""

import hashlib

SEPARATOR = "\x1f"
"""Separator between the parts of a key, so that ("ab", "c") and ("a", "bc") differ."""


def digest(*parts: str) -> str:
    """20 hexadecimal digits of SHA-256 over the parts, as `sql/claims/append_records.sql` does."""
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()[:20]


def document_id(source: str, sha256: str, name_part: str | None = None) -> str:
    """Id of a document: one content of one source.

    `name_part`: what the file's name states and its content does not (a post's number, the date
    of a snapshot); contents that differ in it are different documents.
    """
    return digest(source, sha256) if name_part is None else digest(source, sha256, name_part)
