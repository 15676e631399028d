"""Documents whose rows are removed from the build file, to be read again or not at all.

Reading them does not belong here (ingest.py).
"""

import duckdb

from pipelines.staging.budget import SETTING, Budget
from pipelines.warehouse import parts
from pipelines.warehouse.families import families

READ = ("quality.documents_read", "quality.quarantined_rows")
"""Tables about the reading of documents."""


def forget_other_versions(cursor: duckdb.DuckDBPyConnection, source: str, version: str) -> None:
    """Forget all documents of a source if some were read with another version of its reader."""
    stale = cursor.execute(
        "select 1 from quality.documents_read where source = ? and reader_version <> ? limit 1",
        [source, version],
    ).fetchone()
    if stale is None:
        return
    for family in families():
        parts.delete(cursor, f"records.{family}", "source = ?", [source])
    for table in READ:
        cursor.execute(f"delete from {table} where source = ?", [source])
    parts.drop(cursor, f"staging.{source}")


def forget_over_other_budgets(
    cursor: duckdb.DuckDBPyConnection, source: str, budget: Budget
) -> None:
    """Forget documents that were over a limit which the settings have changed since."""
    refused = cursor.execute(
        "select distinct document_id, reason from quality.quarantined_rows "
        "where source = ? and stage <> 'land' and contains(reason, ?)",
        [source, SETTING],
    ).fetchall()
    today = budget.settings().values()
    forget(
        cursor,
        source,
        {
            document_id
            for document_id, reason in refused
            if not any(f"({limit})" in reason for limit in today)
        },
    )


def forget_unanswered(cursor: duckdb.DuckDBPyConnection, source: str, reason: str) -> None:
    """Forget documents with a claim whose reason for its tier contains `reason`."""
    found: set[str] = set()
    for family in families():
        rows = cursor.execute(
            f"select distinct document_id from records.{family} "
            "where source = ? and contains(extraction_reason, ?)",
            [source, reason],
        ).fetchall()
        found.update(document_id for (document_id,) in rows)
    forget(cursor, source, found)


def forget_withdrawn(cursor: duckdb.DuckDBPyConnection, source: str) -> None:
    """Forget documents that are listed no more."""
    gone = cursor.execute(
        "select document_id from quality.documents_read anti join landed.documents "
        "using (document_id) where source = ?",
        [source],
    ).fetchall()
    forget(cursor, source, {document_id for (document_id,) in gone})


def forget(cursor: duckdb.DuckDBPyConnection, source: str, documents: set[str]) -> None:
    """Remove every row that was read from these documents of a source."""
    if not documents:
        return
    relations = [f"records.{family}" for family in families()]
    staging = cursor.execute(
        "select 1 from duckdb_views() where schema_name = 'staging' and view_name = ?", [source]
    ).fetchone()
    if staging is not None:
        relations.append(f"staging.{source}")
    are_these = "document_id in (select unnest(?))"
    for relation in relations:
        parts.delete(cursor, relation, are_these, [sorted(documents)])
    for table in READ:
        cursor.execute(f"delete from {table} where {are_these}", [sorted(documents)])
