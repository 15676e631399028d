"""Copies of the archive: everything else follows from it.

A backup is a folder that holds the archive's files under the archive's own names. Each file is
copied once, through a temporary file, and read back; bytes must have the hash that is their name.
Deciding when a backup is made does not belong here.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.landing.archive import CHUNK, sha256_of

FOLDER = "archive"
"""Folder of a backup that holds the files, so that the backup may hold other things beside it."""

HASH = re.compile(r"[0-9a-f]{64}")


class BackupError(RuntimeError):
    """A backup that cannot be made or restored; the message names the folder or the files."""


@dataclass(frozen=True)
class Copied:
    """Numbers of files: copied now, and already there and equal. `size`: bytes copied."""

    copied: int
    kept: int
    size: int


def backup(archive: Path, folder: Path) -> Copied:
    """Bring the backup in a folder up to the archive.

    Raises `BackupError` where there is no archive, the folder is inside the archive, or a file of
    the archive is damaged; an intact copy of a damaged file stays, and all other files are copied.
    """
    target = folder.expanduser().resolve() / FOLDER
    if not any(archive.glob("??/*")):
        raise BackupError(f"{archive}: nothing has landed here yet, so there is nothing to keep")
    if target.is_relative_to(archive):
        raise BackupError(f"{folder}: is inside the archive {archive}; name another folder")
    return _copy_all(archive, target)


def restore(folder: Path, archive: Path) -> Copied:
    """Bring files of a backup that the archive lacks, or holds damaged, back into the archive.

    Raises `BackupError` where the folder holds no backup or a file of the backup is damaged; all
    intact files are restored even so.
    """
    source = folder.expanduser().resolve() / FOLDER
    if not any(source.glob("??/*")):
        raise BackupError(f"{source}: no backup; `ledger backup --to {folder}` makes one")
    return _copy_all(source, archive, keeps_records=True)


def _copy_all(source: Path, target: Path, *, keeps_records: bool = False) -> Copied:
    """`keeps_records`: leave records of the target as they are, even where they differ."""
    copied = kept = size = 0
    damaged: list[Path] = []
    for file in _bytes_then_records(source):
        place = target / file.relative_to(source)
        is_bytes = HASH.fullmatch(file.name) is not None
        if place.exists() and _is_intact(place, file, is_bytes=is_bytes, keeps=keeps_records):
            kept += 1
        elif is_bytes and sha256_of(file) != file.name:
            damaged.append(file)
        else:
            _copy(file, place)
            copied += 1
            size += place.stat().st_size
    if damaged:
        names = ", ".join(str(file) for file in damaged)
        raise BackupError(
            f"{len(damaged)} damaged files were not copied: {names}; {copied} others were"
        )
    return Copied(copied, kept, size)


def _bytes_then_records(folder: Path) -> Iterator[Path]:
    """Files of an archive in an order in which a record never comes before its bytes.

    Records are listed first: what lands meanwhile may bring bytes more, but no record without.
    """
    files = [path for path in sorted(folder.glob("??/*")) if not path.name.startswith(".")]
    records = [path for path in files if not HASH.fullmatch(path.name)]
    yield from (path for path in files if HASH.fullmatch(path.name))
    yield from records


def _is_intact(place: Path, file: Path, *, is_bytes: bool, keeps: bool) -> bool:
    if is_bytes:
        return sha256_of(place) == file.name
    return (keeps and place.stat().st_size > 0) or place.read_bytes() == file.read_bytes()


def _copy(file: Path, place: Path) -> None:
    """Copy a file and read the copy back; raises `BackupError` where it came out different."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as temporary:
        with file.open("rb") as stream:
            shutil.copyfileobj(stream, temporary, CHUNK)
        temporary.flush()
        os.fsync(temporary.fileno())
    copy = Path(temporary.name)
    if sha256_of(copy) != sha256_of(file):
        copy.unlink()
        raise BackupError(f"{place}: the copy of {file} came out different; is the disk failing?")
    os.replace(copy, place)
