"""Lands shipped registers, samples and files of the inbox in the archive.

Landing looks at names and bytes only; what a document says is read in staging/. What a folder
holds is found in scan.py.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.landing.archive import (
    Archive,
    NotReadable,
    StillChanging,
    id_of,
    is_withdrawn,
    sha256_of,
)
from pipelines.landing.declaration import BadName, Declaration
from pipelines.landing.forms import where_to_put
from pipelines.landing.group import Group
from pipelines.landing.scan import scan, shown, still_changing
from pipelines.paths import SOURCES
from pipelines.settings import Settings

EXPECTED = "expected.json"
"""File of a sample folder that is not a document: the expected result of the samples."""

FETCHED = "fetched"
"""Folder in a source's inbox that holds what its addresses brought."""


@dataclass(frozen=True)
class Arrival:
    """A file to land, and its source."""

    source: str
    file: Path
    uri: str


GROUP_FILES, GROUP_BYTES = 2048, 64 << 20
"""Files and bytes of the archive from which the disk is asked for them, together."""


@dataclass(frozen=True)
class Kept:
    """A file of the inbox that did not land, and why; `is_waiting` if the next refresh may."""

    source: str
    uri: str
    reason: str
    is_waiting: bool = False


@dataclass(frozen=True)
class LandedFiles:
    """How many documents are new, and which files stayed in the inbox."""

    new: int
    kept: tuple[Kept, ...] = ()


def land_files(settings: Settings, sources: Mapping[str, Declaration]) -> LandedFiles:
    """Land every file that has arrived and can land.

    Nothing lands in an as-of rebuild, which reads only the archive.
    """
    if settings.as_of is not None:
        return LandedFiles(0)
    kept = list(misplaced(settings, sources))
    coming = list(arrivals(settings, sources))
    dropped = [one.file for one in coming if _is_dropped(one)]
    changing = still_changing(dropped, settings.settle_seconds)

    began = datetime.now(UTC)
    archive, new = Archive(settings.archive), 0
    # Each later than the one before: documents are ordered by this moment.
    moments = (began + timedelta(microseconds=place) for place in range(len(coming)))
    waiting = deque(zip(coming, moments, strict=True))
    while waiting:
        fresh = 0
        with Group(archive.folder) as group:
            while waiting and group.files < GROUP_FILES and group.size < GROUP_BYTES:
                arrival, landed_at = waiting.popleft()
                try:
                    if arrival.file in changing:
                        name = arrival.file.name
                        raise StillChanging(f"{name}: changed while the refresh looked at it")
                    fresh += _land(archive, sources[arrival.source], arrival, landed_at, group)
                except StillChanging as error:
                    reason = f"{error}; it is still being copied and waits for the next refresh"
                    kept.append(Kept(arrival.source, arrival.uri, reason, is_waiting=True))
                except (BadName, NotReadable) as error:
                    kept.append(Kept(arrival.source, arrival.uri, str(error)))
        new += fresh
    return LandedFiles(new, tuple(kept))


def _land(
    archive: Archive, source: Declaration, arrival: Arrival, landed_at: datetime, group: Group
) -> bool:
    """Land one file; whether it is new. Raises `BadName` and `StillChanging`."""
    known_on = source.date_in_name(arrival.file.name)
    known_at = datetime(*known_on.timetuple()[:3], tzinfo=UTC) if known_on else None
    published_on = known_on.isoformat() if known_on else None
    record = archive.land(
        arrival.file,
        arrival.source,
        arrival.uri,
        published_on,
        known_at,
        source.name_part,
        landed_at,
        group,
    )
    return record is not None


def documents_to_land(settings: Settings, sources: Mapping[str, Declaration]) -> dict[str, str]:
    """Sources of the documents that the files which can land are, by id; withdrawn ones left out.

    They may have landed before. A file that cannot be read is given by its uri.
    """
    archive = Archive(settings.archive)
    found: dict[str, str] = {}
    for arrival in arrivals(settings, sources):
        source = sources[arrival.source]
        try:
            source.date_in_name(arrival.file.name)
            sha256 = sha256_of(arrival.file)
            sidecar = archive.sidecar(sha256, arrival.source, arrival.uri, source.name_part)
            if not is_withdrawn(sidecar):
                found[id_of(sidecar)] = arrival.source
        except (BadName, OSError):
            found[arrival.uri] = arrival.source
    return found


def arrivals(settings: Settings, sources: Mapping[str, Declaration]) -> Iterator[Arrival]:
    """Files that can land: shipped ones, those of the inbox, and samples where they are asked for.

    Shipped files and samples are part of the project.
    """
    for name, source in sources.items():
        for shipped in source.shipped:
            yield Arrival(name, SOURCES / name / shipped, f"shipped/{name}/{shipped}")
        for entry in scan(settings.inbox / name, settings.inbox):
            if entry.problem is None:
                yield Arrival(name, entry.path, inbox_uri(entry.path, settings))
        # A register's sample is a part of the register: landed beside it, it would replace it.
        if settings.samples and not source.shipped:
            folder = SOURCES / name / "sample"
            for entry in scan(folder, folder):
                if entry.problem is None and entry.path.name != EXPECTED:
                    yield Arrival(name, entry.path, f"sample/{name}/{entry.path.name}")


def misplaced(settings: Settings, sources: Mapping[str, Declaration]) -> Iterator[Kept]:
    """What is in the inbox and cannot land: strays, links that lead out, pipes, hidden files."""
    for entry in scan(settings.inbox, settings.inbox):
        parts = entry.path.relative_to(settings.inbox).parts
        is_astray = len(parts) < 2 or parts[0] not in sources
        reason = entry.problem
        if reason is None and is_astray:
            reason = where_to_put(entry.path.name, sources)
        if reason is not None:
            yield Kept(shown(parts[0]) if parts else "", inbox_uri(entry.path, settings),
                       f"{shown(entry.path.name)}: {reason}")  # fmt: skip


def inbox_uri(path: Path, settings: Settings) -> str:
    """Where a file of the inbox came from, as documents and answers name it."""
    return f"inbox/{shown(str(path.relative_to(settings.inbox)))}"


def _is_dropped(arrival: Arrival) -> bool:
    """Whether another process may still be writing the file: fetched files appear complete."""
    parts = arrival.uri.split("/")
    return parts[0] == "inbox" and parts[2] != FETCHED
