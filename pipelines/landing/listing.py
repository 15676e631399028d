"""What of the archive is listed in a build file, so that only folders that changed are looked into.

landed.documents lists the documents. The table quality.archive_folders has, for each folder of the
archive that was looked into, when it had last changed and how many documents were listed. A folder
that changed only moments before is not noted, because the clocks of file systems are coarse.
"""

from pathlib import Path

import duckdb
import polars as pl

from pipelines.landing.archive import Archive, documents_in, id_of, source_of
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill

SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a folder gets another time than the one before it."""

NOTED = """
select path, changed_ns
from quality.archive_folders
where documents = (
    select count(*)
    from landed.documents
    where substr(sha256, 1, 2) = parse_filename(path)
)
"""

LISTED = """
select document_id, source, substr(sha256, 1, 2)
from landed.documents
"""


def changed_folders(warehouse: Warehouse, archive: Archive) -> dict[Path, int]:
    """Folders of the archive whose content may differ from landed.documents, and when they changed.

    The time is in nanoseconds.
    """
    noted = dict(warehouse.rows(NOTED))
    return {
        folder: changed
        for folder, changed in archive.folders().items()
        if noted.get(str(folder)) != changed
    }


def note(cursor: duckdb.DuckDBPyConnection, folders: dict[Path, int], began: int) -> None:
    """Note folders whose documents are listed now.

    `began`: when that began, in nanoseconds since 1970.
    """
    rows = [
        {"path": str(folder), "name": folder.name, "changed_ns": changed}
        for folder, changed in folders.items()
        if changed < began - SETTLED
    ]
    cursor.execute(
        "delete from quality.archive_folders where list_contains(?, path)",
        [[str(folder) for folder in folders]],
    )
    counted = (
        "select incoming.path, incoming.changed_ns, count(documents.sha256) as documents "
        "from incoming left join landed.documents as documents "
        "on incoming.name = substr(documents.sha256, 1, 2) group by all"
    )
    if rows:
        fill(cursor, "quality.archive_folders", pl.DataFrame(rows), query=counted)


def archived(warehouse: Warehouse, archive: Archive) -> set[tuple[str, str]]:
    """Id and source of every document of the archive that is not withdrawn."""
    changed = changed_folders(warehouse, archive)
    unchanged = {folder.name for folder in archive.folders() if folder not in changed}
    listed = {
        (document_id, source)
        for document_id, source, folder in warehouse.rows(LISTED)
        if folder in unchanged
    }
    return listed | {
        (id_of(sidecar), source_of(sidecar))
        for folder in changed
        for sidecar in documents_in(folder)
    }
