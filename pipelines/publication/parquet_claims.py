"""Claims as Parquet files beside the publication, by family and month, where LEDGER_CLAIMS says so.

    claims/<publication>/<family>/known_month=2026-02/*.parquet

The published `claims.<family>` is then a view over the files of its publication, with the columns
and types of the table. A month is that in which a revision became known, in UTC. The folder of a
publication is never changed; it is deleted once neither the publication nor the one before it
reads it. The path in a view is absolute, so the data folder cannot be moved without publishing
again. Which tables are published does not belong here (publish.py).
"""

import shutil
from pathlib import Path

import duckdb

from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.quoting import identifier, literal
from pipelines.warehouse.sqlfile import SqlFile
from pipelines.warehouse.sync import sync

MONTH = "known_month"
"""Name of the folders' column; the view does not show it."""


def write_claims(cursor: duckdb.DuckDBPyConnection, file: SqlFile, folder: Path) -> int:
    """Write the claims of a family below a folder, and create the view in `publication`.

    Returns the number of rows. Without any there is no file that a view could read, and no view.
    """
    target = folder / file.name
    target.mkdir(parents=True)
    ((rows,),) = cursor.execute(
        f"copy (select *, strftime(known_from, '%Y-%m') as {MONTH} from {file.table} order by all) "
        f"to {literal(str(target))} (format parquet, compression zstd, partition_by ({MONTH}))"
    ).fetchall()
    if not rows:
        return 0
    written = sorted(target.rglob("*.parquet"))
    for path in (*written, *{path.parent for path in written}, target):
        sync(path)
    columns = ", ".join(map(identifier, file.columns))
    files = literal(str(target / "*" / "*.parquet"))
    cursor.execute(
        f"create view publication.{file.table} as "
        f"select {columns} from read_parquet({files}, hive_partitioning = false)"
    )
    sqlfile.comment_all(cursor, file, catalog="publication.", kind="view")
    return rows


def delete_unread(settings: Settings) -> None:
    """Delete folders of claims that neither the publication nor the one before it reads."""
    if not settings.claims_folder.exists():
        return
    views = "\n".join(
        view for file in (settings.warehouse, settings.previous) for view in _views(file)
    )
    for folder in settings.claims_folder.iterdir():
        if str(folder) not in views:
            shutil.rmtree(folder)


def _views(publication: Path) -> list[str]:
    if not publication.exists():
        return []
    with connect(publication, read_only=True) as connection:
        rows = connection.execute(
            "select sql from duckdb_views() where schema_name = 'claims' and not internal"
        ).fetchall()
    return [sql.replace("''", "'") for (sql,) in rows]
