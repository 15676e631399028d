"""The manifest next to a publication: its inputs, and the hash of its bytes.

A manifest describes a publication only while the file has that hash and no write-ahead log next to
it that DuckDB would replay. Replacing the two files does not belong here (replace.py).
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.landing.archive import sha256_of
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of


@dataclass(frozen=True)
class Manifest:
    """Inputs and content of a publication. `rows`: number of rows by table."""

    fingerprint: str
    sha256: str
    published_at: str
    as_of: str | None
    rows: dict[str, int]

    @property
    def text(self) -> str:
        """The manifest as written to its file."""
        return json.dumps(asdict(self), indent=1) + "\n"


def manifest_path(settings: Settings) -> Path:
    """Where the manifest of the publication is."""
    return settings.warehouse.with_suffix(".json")


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in a file; null if there is none or the file is damaged."""
    try:
        return Manifest(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def last_publication(settings: Settings) -> Manifest | None:
    """Manifest of the publication; null if the publication or its manifest is missing."""
    return read_manifest(manifest_path(settings)) if settings.warehouse.exists() else None


def intact_publication(settings: Settings) -> Manifest | None:
    """Manifest of the publication, if it describes exactly the published file.

    Null if the file was damaged or changed, or if it has a write-ahead log.
    """
    manifest = last_publication(settings)
    if manifest is None or wal_of(settings.warehouse).exists():
        return None
    return manifest if sha256_of(settings.warehouse) == manifest.sha256 else None
