"""Lands shipped registers, samples and files of the inbox in the archive.

Landing uses only names and bytes; reading the content belongs in staging/.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.settings import SOURCES, Settings

EXPECTED = "expected.json"
"""File of a sample folder that is not a document: the expected result of the samples."""


@dataclass(frozen=True)
class Arrival:
    """A file to land, and its source."""

    source: str
    file: Path
    uri: str


def land_files(settings: Settings, sources: dict[str, Declaration]) -> int:
    """Land every file that has arrived; returns the number of new documents.

    Nothing lands in an as-of rebuild, which reads only the archive.
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
        # A register's sample is a part of the register; if it landed, it would replace it.
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
    """Files of the inbox outside the folders of sources."""
    return [
        path
        for path in _files(settings.inbox)
        if path.parent == settings.inbox or owner(path, settings) not in sources
    ]


def inbox_uri(path: Path, settings: Settings) -> str:
    """URI of a file of the inbox, as in landed.documents and quality.fetches."""
    return f"inbox/{path.relative_to(settings.inbox)}"


def owner(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.inbox).parts[0]
