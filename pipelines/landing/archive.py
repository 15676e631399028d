"""The archive: raw bytes under their SHA-256, each with a sidecar record; never rewritten.

Only the archive has to survive: the build file and the publication are computed from it. Bytes
are at `<aa>/<sha256>`, the record of a source that landed them at `<aa>/<sha256>.<source>.json`.
Bytes are written before the record, so every record has its bytes. Parsing does not belong here.
"""

import hashlib
import json
import mimetypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.warehouse.identity import document_id

CHUNK = 1 << 20


@dataclass(frozen=True)
class Record:
    """One document of one source as it landed; a row of landed.documents."""

    document_id: str
    sha256: str
    source: str
    uri: str
    media_type: str
    bytes: int
    published_on: str | None
    landed_at: str
    known_at: str


class Archive:
    """The archive below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Path for the bytes with this hash, whether they exist or not."""
        return self.folder / sha256[:2] / sha256

    def land(
        self, file: Path, source: str, uri: str, published_on: str | None, known_at: datetime | None
    ) -> Record | None:
        """Store a file for a source; returns null if this source already has these bytes.

        `known_at`: moment from which the document counts as known; null: from its landing.
        """
        sha256 = sha256_of(file)
        target = self.path(sha256)
        sidecar = target.with_name(f"{sha256}.{source}.json")
        if sidecar.exists():
            return None
        if not target.exists():
            place(target, file)
        now = datetime.now(UTC)
        record = Record(
            document_id=document_id(source, sha256),
            sha256=sha256,
            source=source,
            uri=uri,
            media_type=mimetypes.guess_type(uri)[0] or "application/octet-stream",
            bytes=target.stat().st_size,
            published_on=published_on,
            landed_at=now.isoformat(),
            known_at=(known_at or now).isoformat(),
        )
        place(sidecar, json.dumps(asdict(record), ensure_ascii=False, indent=1).encode())
        return record

    def sidecars(self) -> Iterator[Path]:
        """Paths of all records, in no particular order."""
        return self.folder.glob("??/*.json")


def read_record(sidecar: Path) -> Record:
    """The record in a sidecar; raises `ValueError` naming the file if it is not a record."""
    try:
        return Record(**json.loads(sidecar.read_text()))
    except (json.JSONDecodeError, TypeError) as error:
        raise ValueError(f"{sidecar}: not a record of the archive: {error}") from error


def named(sidecar: Path) -> tuple[str, str]:
    """Hash and source, from the file name of a record."""
    sha256, source = sidecar.name.removesuffix(".json").split(".", 1)
    return sha256, source


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def place(target: Path, content: Path | bytes) -> None:
    """Write a file atomically: afterwards it is complete or does not exist."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as temporary:
        if isinstance(content, bytes):
            temporary.write(content)
        else:
            with content.open("rb") as stream:
                shutil.copyfileobj(stream, temporary, CHUNK)
        temporary.flush()
        os.fsync(temporary.fileno())
    os.replace(temporary.name, target)
