"""The manifest beside a publication: what it was made from, and the hash of its bytes.

A manifest describes a publication only as long as the file has that hash and nothing lies beside
it that DuckDB would replay onto it. Replacing the two files does not belong here (replace.py).
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.landing.archive import sha256_of
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of


@dataclass(frozen=True)
class Manifest:
    """What a publication was made from, and what it holds. `rows`: by table."""

    fingerprint: str
    sha256: str
    published_at: str
    as_of: str | None
    rows: dict[str, int]

    @property
    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=1) + "\n"


def manifest_path(settings: Settings) -> Path:
    """Where the manifest of the publication is."""
    return settings.warehouse.with_suffix(".json")


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in a file; null where there is none or the file is damaged."""
    try:
        return Manifest(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def last_publication(settings: Settings) -> Manifest | None:
    """Manifest of the publication; null when nothing is published, or one of the two is gone."""
    return read_manifest(manifest_path(settings)) if settings.warehouse.exists() else None


def intact_publication(settings: Settings) -> Manifest | None:
    """Manifest of the publication, if the published file is exactly the one it describes.

    Null for a file that was damaged or changed, and for one with a write-ahead log beside it.
    """
    manifest = last_publication(settings)
    if manifest is None or wal_of(settings.warehouse).exists():
        return None
    return manifest if sha256_of(settings.warehouse) == manifest.sha256 else None
