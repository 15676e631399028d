"""Whether what is on the disk is what was once written there: archive, build file, publication.

Nothing is changed here. Files that can be made again are repaired by the next refresh; bytes of
the archive come back only from a backup (landing/backup.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.landing.archive import Archive, id_of, read_record, sha256_of, source_of
from pipelines.publication.manifest import last_publication, manifest_path
from pipelines.publication.reading import open_publication
from pipelines.publication.replace import foreign_logs
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import is_locked
from pipelines.warehouse.connecting import connect, match_threads
from pipelines.warehouse.damage import wal_of
from pipelines.warehouse.quoting import identifier, literal

NEEDS_BACKUP = "restore it: `ledger restore --from DIR`"
NEEDS_REFRESH = "`ledger refresh` makes it again"

OF_A_RUN = {
    "quality.check_results": ("run_id", "checked_at"),
    "quality.failing_rows": ("run_id",),
}
"""Columns that differ between two runs over equal documents."""

NOT_FROM_ARCHIVE = ("quality.fetches",)
"""Tables of what is in no archive."""

NOT_COMPARED = {
    # Files that no source reads are listed in the inbox's own state, which no archive has.
    "quality.quarantined_rows": "stage <> 'land'",
    # A source that was current on the day of the publication may be late today.
    "quality.check_results": "check_name <> 'source_is_current'",
    "quality.failing_rows": "check_name <> 'source_is_current'",
}
"""Conditions on the rows that are compared."""


@dataclass(frozen=True)
class Problem:
    """A file that is not what it should be. `says` names the file and the remedy."""

    about: str
    says: str


def verify(settings: Settings) -> list[Problem]:
    """Everything but a rebuild: every hash, every record, and that the files can be opened."""
    return [
        *_archive(Archive(settings.archive)),
        *_build(settings),
        *_publication(settings),
    ]


def differences(publication: Path, rebuilt: Path) -> list[Problem]:
    """Tables of a publication whose rows are not those of another one."""
    with connect() as connection:
        for name, path in (("published", publication), ("rebuilt", rebuilt)):
            connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
        match_threads(connection, publication.stat().st_size)
        found = [
            Problem("rebuild", f"{table}: {only_published:,} rows are only in {publication}, "
                    f"{only_rebuilt:,} only in a rebuild from the archive; {NEEDS_REFRESH}")
            for file in sqlfile.all_files()
            if (table := file.table) not in NOT_FROM_ARCHIVE
            for only_published, only_rebuilt in [_differing(connection, file)]
            if only_published or only_rebuilt
        ]  # fmt: skip
    return found


def _archive(archive: Archive) -> Iterator[Problem]:
    hashes: dict[str, str] = {}
    for sidecar in sorted(archive.all_sidecars()):
        try:
            record = read_record(sidecar)
        except (ValueError, OSError) as error:
            yield Problem("archive", f"{error}; {NEEDS_BACKUP}")
            continue
        file = archive.path(record.sha256)
        recorded = (record.sha256, record.source, record.document_id)
        if (sidecar.name.split(".")[0], source_of(sidecar), id_of(sidecar)) != recorded:
            yield Problem("archive", f"{sidecar}: is the record of {record.uri}; {NEEDS_BACKUP}")
        elif not file.exists():
            yield Problem("archive", f"{file}: the bytes of {record.uri} are gone; {NEEDS_BACKUP}")
        elif hashes.setdefault(record.sha256, sha256_of(file)) != record.sha256:
            yield Problem(
                "archive",
                f"{file}: the bytes of {record.uri} have the hash {hashes[record.sha256]}; "
                f"{NEEDS_BACKUP}",
            )


def _build(settings: Settings) -> Iterator[Problem]:
    if not settings.build.exists():
        return
    try:
        with connect(settings.build, read_only=True) as connection:
            connection.execute("select count(*) from duckdb_columns()").fetchall()
    except duckdb.Error as error:
        if not is_locked(error):
            yield Problem("build file", f"{settings.build}: {error}; {NEEDS_REFRESH}")


def _publication(settings: Settings) -> Iterator[Problem]:
    if not settings.warehouse.exists():
        return
    for log in foreign_logs(settings.warehouse):
        says = "delete it when its author needs nothing of it"
        if log == wal_of(settings.warehouse):
            says = "`ledger refresh` sets it aside; until then clients that open the file read it"
        yield Problem("publication", f"{log}: changes made in the publication by hand; {says}")
    manifest = last_publication(settings)
    if manifest is None:
        path = manifest_path(settings)
        yield Problem("publication", f"{path}: is gone or damaged; {NEEDS_REFRESH}")
        return
    found = sha256_of(settings.warehouse)
    if found != manifest.sha256:
        yield Problem(
            "publication",
            f"{settings.warehouse}: has the hash {found} and was published with "
            f"{manifest.sha256}; {NEEDS_REFRESH}",
        )
    elif not wal_of(settings.warehouse).exists():
        with open_publication(settings.warehouse) as connection:
            for table, rows in manifest.rows.items():
                ((counted,),) = connection.execute(f"select count(*) from {table}").fetchall()
                if counted != rows:
                    says = f"{table} has {counted:,} rows, the manifest says {rows:,}"
                    yield Problem("publication", f"{settings.warehouse}: {says}; {NEEDS_REFRESH}")


def _differing(connection: duckdb.DuckDBPyConnection, file: sqlfile.SqlFile) -> tuple[int, int]:
    """Numbers of rows that only the published and only the rebuilt table has."""
    of_a_run = OF_A_RUN.get(file.table, ())
    columns = ", ".join(identifier(name) for name in file.columns if name not in of_a_run)
    where = f"where {NOT_COMPARED[file.table]}" if file.table in NOT_COMPARED else ""
    published, rebuilt = (
        f"select {columns}, {times} as surplus from {name}.{file.table} {where}"
        for name, times in (("published", 1), ("rebuilt", -1))
    )
    # One pass over both tables; `except all` in either direction takes ten times as long.
    ((only_published, only_rebuilt),) = connection.execute(
        "select coalesce(sum(greatest(surplus, 0)), 0), coalesce(sum(greatest(-surplus, 0)), 0) "
        f"from (select sum(surplus) as surplus from ({published} union all {rebuilt}) "
        f"group by {columns})"
    ).fetchall()
    return only_published, only_rebuilt
