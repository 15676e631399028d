"""What comes in: shipped registers, samples and the inbox, kept in the archive.

Landing looks at names and bytes only; what a document says is read in staging/.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.settings import SOURCES, Settings

EXPECTED = "expected.json"
"""File of a sample folder that is no document: what the samples must yield."""


@dataclass(frozen=True)
class Arrival:
    """A file to land, and for whom."""

    source: str
    file: Path
    uri: str


def land_files(settings: Settings, sources: dict[str, Declaration]) -> int:
    """Land every file that has arrived; returns how many documents are new.

    Nothing lands in an as-of rebuild, which reads what the archive holds.
    """
    if settings.as_of is not None:
        return 0
    archive = Archive(settings.archive)
    new = 0
    for arrival in arrivals(settings, sources):
        known_on = sources[arrival.source].date_in_name(arrival.file.name)
        known_at = datetime(*known_on.timetuple()[:3], tzinfo=UTC) if known_on else None
        published_on = known_on.isoformat() if known_on else None
        record = archive.land(arrival.file, arrival.source, arrival.uri, published_on, known_at)
        new += record is not None
    return new


def arrivals(settings: Settings, sources: dict[str, Declaration]) -> Iterator[Arrival]:
    for name, source in sources.items():
        for shipped in source.shipped:
            yield Arrival(name, SOURCES / name / shipped, f"shipped/{name}/{shipped}")
        for file in _files(settings.inbox / name):
            yield Arrival(name, file, inbox_uri(file, settings))
        # A register's sample is a part of the register: landed beside it, it would replace it.
        if settings.samples and not source.shipped:
            for file in _files(SOURCES / name / "sample"):
                if file.name != EXPECTED:
                    yield Arrival(name, file, f"sample/{name}/{file.name}")


def _files(folder: Path) -> list[Path]:
    """Files below a folder, without hidden ones, in name order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def strays(settings: Settings, sources: dict[str, Declaration]) -> list[Path]:
    """Files of the inbox that lie in no source's folder."""
    return [
        path
        for path in _files(settings.inbox)
        if path.parent == settings.inbox or owner(path, settings) not in sources
    ]


def inbox_uri(path: Path, settings: Settings) -> str:
    """Where a file of the inbox came from, as documents and answers tell it."""
    return f"inbox/{path.relative_to(settings.inbox)}"


def owner(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.inbox).parts[0]
