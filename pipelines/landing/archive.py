"""The archive: raw bytes under their SHA-256, each with a sidecar record; never rewritten.

Only the archive has to survive: the build file and the publication are computed from it. Bytes
are at `<aa>/<sha256>`. The record of a document is at `<aa>/<sha256>.<source>.json`, or at
`<aa>/<sha256>.<source>.<document_id>.json` where the file's name is part of what it says.
Bytes are written before the record, so every record has its bytes. A third file marks a document
that was withdrawn (withdrawal.py). Parsing does not belong here.
"""

import hashlib
import json
import mimetypes
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipelines.landing.group import BYTES, CHUNK, RECORD, Group
from pipelines.warehouse.identity import document_id

NamePart = Callable[[str], str | None]
"""What a file's name states and its content does not; see `Declaration.name_part`."""


class StillChanging(OSError):
    """A file that changed or went away while it was copied; the archive is as it was."""


class NotReadable(OSError):
    """A file that this process may not read, or cannot."""


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

    def sidecar(
        self, sha256: str, source: str, uri: str, name_part: NamePart = lambda _name: None
    ) -> Path:
        """Path of the record of a content under this name, whether it is there or not.

        An archive may hold the record under the plain name, from when names did not count.
        """
        plain = self.path(sha256).with_name(f"{sha256}.{source}.json")
        part = name_part(_file_name(uri))
        if part is None:
            return plain
        if plain.exists() and name_part(_file_name(read_record(plain).uri)) == part:
            return plain
        return plain.with_name(f"{sha256}.{source}.{document_id(source, sha256, part)}.json")

    def land(
        self,
        file: Path,
        source: str,
        uri: str,
        published_on: str | None,
        known_at: datetime | None,
        name_part: NamePart = lambda _name: None,
        landed_at: datetime | None = None,
        group: Group | None = None,
    ) -> Record | None:
        """Store a file for a source; returns null if this source already has this document.

        `known_at`: moment from which the document counts as known; null: from its landing.
        `landed_at`: of files that land together, so that their order does not depend on the disk.
        `group`: what lands with it, and is stored when the group is; null if nothing does.
        Raises `NotReadable`, and `StillChanging` if what was copied is not what was there before.
        """
        if group is None:
            with Group(self.folder) as alone:
                args = (file, source, uri, published_on, known_at, name_part, landed_at)
                return self.land(*args, alone)
        try:
            content = file.read_bytes() if file.stat().st_size <= CHUNK else file
            sha256 = _sha256_of(content)
        except OSError as error:
            raise NotReadable(f"{file.name}: cannot be read: {error.strerror}") from error
        sidecar = self.sidecar(sha256, source, uri, name_part)
        if group.has(sidecar):
            return None
        target = self.path(sha256)
        if not group.has(target):
            _copy(group, target, content, sha256)
        now = landed_at or datetime.now(UTC)
        record = Record(
            document_id=id_of(sidecar),
            sha256=sha256,
            source=source,
            uri=uri,
            media_type=mimetypes.guess_type(uri)[0] or "application/octet-stream",
            bytes=group.size_of(target),
            published_on=published_on,
            landed_at=now.isoformat(),
            known_at=(known_at or now).isoformat(),
        )
        group.write(
            sidecar, json.dumps(vars(record), ensure_ascii=False, indent=1).encode(), RECORD
        )
        return record

    def folders(self) -> dict[Path, int]:
        """Folders of the archive, and when each last changed, in nanoseconds since 1970."""
        return {
            folder: folder.stat().st_mtime_ns
            for folder in self.folder.glob("??")
            if folder.is_dir()
        }

    def sidecars(self) -> Iterator[Path]:
        """Paths of the records of documents that were not withdrawn, in no particular order."""
        return (sidecar for folder in self.folders() for sidecar in documents_in(folder))

    def all_sidecars(self) -> Iterator[Path]:
        """Paths of all records, in no particular order."""
        return self.folder.glob("??/*.json")

    def marks(self) -> Iterator[Path]:
        """Paths of the marks of documents that are withdrawn now, in no particular order."""
        return (mark for folder in self.folders() for mark in marks_in(folder))


def documents_in(folder: Path) -> Iterator[Path]:
    """Paths of the records in a folder of documents that were not withdrawn."""
    names = set(os.listdir(folder))
    for sidecar in (folder / name for name in names if name.endswith(".json")):
        mark = mark_of(sidecar)
        if mark.name not in names or not is_in_force(mark):
            yield sidecar


def marks_in(folder: Path) -> Iterator[Path]:
    """Paths of the marks in a folder of documents that are withdrawn now."""
    return (mark for mark in folder.glob("*.withdrawn") if is_in_force(mark))


def read_record(sidecar: Path) -> Record:
    """The record in a sidecar; raises `ValueError` naming the file if it is not a record."""
    try:
        return Record(**json.loads(sidecar.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{sidecar}: not a record of the archive: {error}") from error


def mark_of(sidecar: Path) -> Path:
    """Path of the record that this document was withdrawn, whether it is there or not."""
    return sidecar.with_suffix(".withdrawn")


def is_withdrawn(sidecar: Path) -> bool:
    """Whether the document of a record is withdrawn now."""
    mark = mark_of(sidecar)
    return mark.exists() and is_in_force(mark)


def is_in_force(mark: Path) -> bool:
    """Whether a mark withdraws its document: false if the document was brought back since.

    A mark that cannot be read is in force.
    """
    try:
        content = json.loads(mark.read_bytes())
    except ValueError:
        return True
    return not (isinstance(content, dict) and content.get("brought_back_at"))


def id_of(sidecar: Path) -> str:
    """Id of the document whose record, or mark of withdrawal, this is, from its name alone."""
    sha256, source, *stated = sidecar.stem.split(".")
    return stated[0] if stated else document_id(source, sha256)


def source_of(sidecar: Path) -> str:
    """Source of the document whose record this is, from the record's name alone."""
    return sidecar.name.split(".")[1]


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sha256_of(content: bytes | Path) -> str:
    if isinstance(content, Path):
        return sha256_of(content)
    return hashlib.sha256(content).hexdigest()


def _copy(group: Group, target: Path, content: bytes | Path, sha256: str) -> None:
    """Add bytes to a group; raises `StillChanging` if a file's are no longer those of the hash."""
    if isinstance(content, bytes):
        group.write(target, content, BYTES)
        return
    with _opened(content) as stream:
        group.write(target, stream, BYTES)
    if sha256_of(group.written(target)) != sha256:
        group.drop(target)
        raise StillChanging(f"{content.name}: changed while it was copied")


def place(target: Path, content: bytes) -> None:
    """Write a file so that it is either complete or not there."""
    with Group(target.parent) as group:
        group.write(target, content, BYTES)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise StillChanging(f"{file.name}: was there a moment ago: {error.strerror}") from error


def _file_name(uri: str) -> str:
    return uri.rsplit("/", 1)[-1]
