"""What comes in: shipped registers, samples and the inbox, kept in the archive and listed.

Landing looks at names and bytes only; what a document says is read in intake.py.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from pipelines import sqlfile
from pipelines.archive import Archive, read_record, sha256_of
from pipelines.identity import document_id
from pipelines.settings import ROOT, SOURCES, VOCABULARY, Settings
from pipelines.source import Source
from pipelines.warehouse import Warehouse

EXPECTED = "expected.json"
"""File of a sample folder that is no document: what the samples must yield."""


@dataclass(frozen=True)
class Arrival:
    """A file to land, and for whom."""

    source: str
    file: Path
    uri: str


def land_files(settings: Settings, sources: dict[str, Source]) -> int:
    """Land every file that has arrived; returns how many documents are new.

    Nothing lands in an as-of rebuild, which reads what the archive holds.
    """
    if settings.as_of is not None:
        return 0
    archive = Archive(settings.archive)
    new = 0
    for arrival in _arrivals(settings, sources):
        known_on = date_in_name(sources[arrival.source], arrival.file.name)
        known_at = datetime(*known_on.timetuple()[:3], tzinfo=UTC) if known_on else None
        published_on = known_on.isoformat() if known_on else None
        record = archive.land(arrival.file, arrival.source, arrival.uri, published_on, known_at)
        new += record is not None
    return new


def list_documents(warehouse: Warehouse, archive: Archive) -> None:
    """Bring landed.documents up to what the archive holds."""
    with warehouse.transaction() as cursor:
        known = set(cursor.execute("select sha256, source from landed.documents").fetchall())
        records = [
            asdict(read_record(sidecar))
            for sidecar in archive.sidecars()
            if _named(sidecar) not in known
        ]
        if records:
            frame = pl.DataFrame(records, infer_schema_length=None).with_columns(
                pl.col("landed_at", "known_at").str.to_datetime(time_zone="UTC"),
                pl.col("published_on").cast(pl.String),
            )
            cursor.register("incoming", frame)
            cursor.execute("insert into landed.documents by name from incoming")
            cursor.unregister("incoming")


def list_sources(warehouse: Warehouse, sources: dict[str, Source]) -> None:
    """Bring landed.sources up to what the source folders declare."""
    rows = [
        {
            "source": name,
            **source.model_dump(include={
                "publisher", "side", "standing", "url", "licence", "citation", "cadence",
                "families", "is_snapshot",
            }),
            "known": source.known.by,
        }
        for name, source in sources.items()
    ]  # fmt: skip
    with warehouse.transaction() as cursor:
        cursor.register("incoming", pl.DataFrame(rows, infer_schema_length=None))
        cursor.execute("delete from landed.sources")
        cursor.execute("insert into landed.sources by name from incoming")
        cursor.unregister("incoming")


def load_vocabulary(warehouse: Warehouse) -> dict[str, int]:
    """Fill every vocabulary table from its CSV; returns rows per table."""
    with warehouse.transaction() as cursor:
        for file in vocabulary_files():
            frame = pl.read_csv(VOCABULARY / f"{file.name}.csv", infer_schema=False)
            cursor.register("incoming", frame)
            cursor.execute(f"delete from {file.table}")
            cursor.execute(f"insert into {file.table} by name from incoming")
            cursor.unregister("incoming")
    return {file.name: warehouse.count(file.table) for file in vocabulary_files()}


def vocabulary_files() -> list[sqlfile.SqlFile]:
    """Contracts of the vocabulary; each has its rows in pipelines/vocabulary/<name>.csv."""
    return [file for file in sqlfile.all_files() if file.schema == "vocabulary"]


def quarantine_strays(warehouse: Warehouse, settings: Settings, sources: dict[str, Source]) -> int:
    """List files of the inbox that no source will read; returns how many there are."""
    strays = [
        {
            "source": path.relative_to(settings.inbox).parts[0],
            "document_id": "",
            "uri": inbox_uri(path, settings),
            "locator": "document",
            "stage": "land",
            "reason": f"{path.name}: lies in no source's folder; move it to "
            f"inbox/<source>/ where <source> is one of {', '.join(sorted(sources))}",
            "raw": None,
        }
        for path in _strays(settings, sources)
    ]
    with warehouse.transaction() as cursor:
        cursor.execute("delete from quality.quarantined_rows where stage = 'land'")
        if strays:
            cursor.register("incoming", pl.DataFrame(strays, schema_overrides={"raw": pl.String}))
            cursor.execute("insert into quality.quarantined_rows by name from incoming")
            cursor.unregister("incoming")
    return len(strays)


def listed(warehouse: Warehouse, settings: Settings) -> set[str]:
    """Ids of the documents in landed.documents, the strays beside them, who did not answer."""
    rows = warehouse.rows(
        "select document_id from landed.documents union all "
        "select uri from quality.quarantined_rows where stage = 'land' union all "
        "select url from quality.fetches where outcome = 'failed' and ?",
        settings.asks,
    )
    return {row for (row,) in rows}


def arrived(settings: Settings, sources: dict[str, Source]) -> set[str]:
    """What `listed` will say once everything that lies there has landed; nothing is written."""
    archived = {
        document_id(source, sha256)
        for sidecar in Archive(settings.archive).sidecars()
        for sha256, source in [_named(sidecar)]
    }
    strays = {inbox_uri(path, settings) for path in _strays(settings, sources)}
    if settings.as_of is not None:
        return archived | strays
    waiting = {
        document_id(arrival.source, sha256_of(arrival.file))
        for arrival in _arrivals(settings, sources)
    }
    return archived | waiting | strays


def fingerprint(settings: Settings, content: set[str]) -> str:
    """Hash of all a publication follows from: documents, strays, code, SQL, vocabulary, as-of."""
    hashed = hashlib.sha256(str(settings.as_of).encode())
    for name in sorted(content):
        hashed.update(name.encode())
    for pattern in ("pipelines/**/*.py", "pipelines/**/*.csv", "pipelines/defs/**/*.yaml",
                    "sql/*/*.sql", "expectations/*.yml"):  # fmt: skip
        for path in sorted(ROOT.glob(pattern)):
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def date_in_name(source: Source, name: str) -> date | None:
    """The date that a file name carries, where the source declares how to find it."""
    if source.known.pattern is None:
        return None
    found = re.search(source.known.pattern, name)
    return date.fromisoformat(found.group(1)) if found else None


def _arrivals(settings: Settings, sources: dict[str, Source]) -> Iterator[Arrival]:
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


def _named(sidecar: Path) -> tuple[str, str]:
    """Hash and source in the name of an archive's record."""
    sha256, source = sidecar.name.removesuffix(".json").split(".", 1)
    return sha256, source


def _strays(settings: Settings, sources: dict[str, Source]) -> list[Path]:
    """Files of the inbox that lie in no source's folder."""
    return [
        path
        for path in _files(settings.inbox)
        if path.parent == settings.inbox or _owner(path, settings) not in sources
    ]


def inbox_uri(path: Path, settings: Settings) -> str:
    """Where a file of the inbox came from, as documents and answers tell it."""
    return f"inbox/{path.relative_to(settings.inbox)}"


def _owner(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.inbox).parts[0]
