"""One table inside a zip archive, as a document of its own.

Nothing is unpacked under a name that the archive gives: the one member that is wanted is copied,
within limits, to a temporary file. What the table holds does not belong here.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from pipelines.staging.document import Document, ParsedDocument, Unreadable

MOST_MEMBERS = 100
"""Members of an archive; a directory of millions is a trick."""

MOST_BYTES = 1 << 30
"""Bytes of the unpacked table."""

MOST_RATIO = 200
"""Unpacked bytes for each packed one; tables reach about 20."""

CHUNK = 1 << 20

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_member(
    document: Document, name: str, read: Callable[[Document], ParsedDocument]
) -> ParsedDocument:
    """What `read` makes of the member with this file name; raises `Unreadable`.

    Messages name the archive and the member.
    """
    shown = f"{document.name}/{name}"
    try:
        with (
            zipfile.ZipFile(document.path) as archive,
            tempfile.TemporaryDirectory() as folder,
        ):
            member = _member(document.name, archive, name)
            path = Path(folder) / "table"
            with archive.open(member) as packed, path.open("wb") as target:
                _copy(shown, packed, target, min(MOST_BYTES, member.compress_size * MOST_RATIO))
            inside = replace(document, uri=f"{document.uri}/{name}", path=path)
            parsed = read(inside)
            # The pieces of a large table are read when they are needed, and the file goes now.
            return ParsedDocument.whole(parsed.rows, parsed.refused, parsed.rows_in)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(f"{shown}: not a zip archive that can be unpacked: {error}") from error


def _member(archive_name: str, archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The only member with this file name, in whatever folder; raises `Unreadable`."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"{archive_name}: {len(members)} members are not a data set")
    found = [one for one in members if one.filename.rpartition("/")[2] == name]
    if len(found) != 1:
        names = ", ".join(one.filename[:80] for one in members[:10]) or "nothing"
        raise Unreadable(
            f"{archive_name}: {len(found)} members named {name}; the archive holds {names}"
        )
    (member,) = found
    if member.flag_bits & 1 or member.compress_type not in METHODS:
        raise Unreadable(f"{archive_name}/{name}: encrypted or packed by another method than zip's")
    return member


def _copy(shown: str, packed: IO[bytes], target: IO[bytes], most: int) -> None:
    """Unpack at most so many bytes, whatever size the archive states; raises `Unreadable`."""
    taken = 0
    while chunk := packed.read(CHUNK):
        taken += len(chunk)
        if taken > most:
            raise Unreadable(f"{shown}: unpacks to more than {most:,} bytes; it is not a table")
        target.write(chunk)
