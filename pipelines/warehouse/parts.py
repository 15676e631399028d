"""Rows of large documents in Parquet files beside the build file.

Polars writes a frame as Parquet in a quarter of the processor time in which DuckDB inserts it.
`records.<family>` and `staging.<source>` are views: on a table of the schema `stored` with the rows
of small documents, and on the files of large ones, which `stored.parts` lists. A file is complete
before the transaction that lists it is committed; a file that is not listed is deleted when the
build file is opened. What the rows mean does not belong here.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb

from pipelines.warehouse.quoting import identifier, literal
from pipelines.warehouse.sync import sync

if TYPE_CHECKING:
    import polars as pl

LEAST_ROWS = 10_000
"""Rows of one document that become a file."""

GROUP_ROWS = 122_880
"""Rows of a row group in a file: DuckDB reads several groups of a file in parallel."""

PARTS = (
    "create table stored.parts "
    "(relation varchar, source varchar, document_id varchar, path varchar, bytes bigint)"
)
"""Table of the files; it is not published. `bytes`: size of the rows in memory."""


def folder_of(build: Path) -> Path:
    """The folder of a build file's Parquet files: build.duckdb -> build.parts."""
    return build.with_suffix(".parts")


def stored(relation: str) -> str:
    """The table with the rows of small documents: records.strikes -> stored.records_strikes."""
    return f"stored.{identifier(relation.replace('.', '_'))}"


def show(cursor: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Create the view on the table and the files of a relation, in place of an earlier one."""
    paths = cursor.execute(
        "select path from stored.parts where relation = ? order by rowid", [relation]
    ).fetchall()
    files = ", ".join(literal(path) for (path,) in paths)
    more = f" union all by name from read_parquet([{files}], union_by_name = true)" if files else ""
    schema, name = relation.split(".")
    view = f"{schema}.{identifier(name)}"
    cursor.execute(f"create or replace view {view} as from {stored(relation)}{more}")


def are_large(rows: "pl.DataFrame") -> bool:
    """Whether rows, with a `document_id`, become a file: many of one document."""
    if rows.height < LEAST_ROWS:
        return False
    document = rows.get_column("document_id")
    return bool((document == document.first()).all())


def write(
    cursor: duckdb.DuckDBPyConnection, relation: str, source: str, rows: "pl.DataFrame"
) -> None:
    """Append large rows of a document of the source to a relation, as a file.

    Raises `ValueError` for rows that the table of the relation would not take.
    """
    _refuse_unfit(cursor, relation, rows)
    ((build,),) = cursor.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchall()
    folder = folder_of(Path(build))
    folder.mkdir(exist_ok=True)
    path = folder / f"{relation}.{uuid4().hex}.parquet"
    rows.write_parquet(path, compression="zstd", compression_level=1, row_group_size=GROUP_ROWS)
    sync(path)
    sync(folder)
    cursor.execute(
        "insert into stored.parts values (?, ?, ?, ?, ?)",
        [relation, source, rows.item(0, "document_id"), str(path), int(rows.estimated_size())],
    )
    show(cursor, relation)


def _refuse_unfit(cursor: duckdb.DuckDBPyConnection, relation: str, rows: "pl.DataFrame") -> None:
    """Nothing checks a file, so the columns of the table are compared here."""
    columns = cursor.execute(
        "select column_name, is_nullable from duckdb_columns() "
        "where schema_name = 'stored' and table_name = ?",
        [relation.replace(".", "_")],
    ).fetchall()
    unknown = sorted(set(rows.columns) - {name for name, _ in columns})
    required = [name for name, is_nullable in columns if not is_nullable]
    blank = [name for name in required if name not in rows.columns or rows[name].null_count() > 0]
    if unknown or blank:
        raise ValueError(f"{relation}: unknown columns {unknown}, rows without a value of {blank}")


def delete(
    cursor: duckdb.DuckDBPyConnection, relation: str, condition: str, parameters: list
) -> None:
    """Delete the rows that satisfy a condition on `source` or `document_id`."""
    cursor.execute(f"delete from {stored(relation)} where {condition}", parameters)
    of_relation = f"relation = {literal(relation)} and {condition}"
    gone = cursor.execute(f"delete from stored.parts where {of_relation} returning 1", parameters)
    if gone.fetchall():
        show(cursor, relation)


def drop(cursor: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Delete a relation with all its rows; nothing if there is none."""
    schema, name = relation.split(".")
    cursor.execute(f"drop view if exists {schema}.{identifier(name)}")
    cursor.execute(f"drop table if exists {stored(relation)}")
    cursor.execute("delete from stored.parts where relation = ?", [relation])


def size(connection: duckdb.DuckDBPyConnection) -> int:
    """Bytes of all files' rows in memory."""
    return connection.execute("select sum(bytes) from stored.parts").fetchall()[0][0] or 0


def are_complete(connection: duckdb.DuckDBPyConnection, build: Path) -> bool:
    """Whether every listed file is in the folder of the build file."""
    listed = connection.execute("select path from stored.parts").fetchall()
    return all((folder_of(build) / Path(path).name).is_file() for (path,) in listed)


def tidy(connection: duckdb.DuckDBPyConnection, build: Path) -> None:
    """Delete files that are not listed, and let views read the others where they now are."""
    folder = folder_of(build)
    if not folder.exists():
        return
    listed = connection.execute("select relation, path from stored.parts").fetchall()
    names = {Path(path).name for _, path in listed}
    for file in folder.iterdir():
        if file.name not in names:
            file.unlink()
    moved = [(name, path) for name, path in listed if Path(path).parent != folder]
    for _, path in moved:
        connection.execute(
            "update stored.parts set path = ? where path = ?", [str(folder / Path(path).name), path]
        )
    for relation in {relation for relation, _ in moved}:
        show(connection, relation)


def remove(build: Path) -> None:
    """Delete all files of a build file that is deleted."""
    shutil.rmtree(folder_of(build), ignore_errors=True)
