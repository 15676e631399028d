"""What an export leaves out: single events of sources whose licence forbids passing them on.

A source declares it in its defs.yaml (`redistribution: aggregates_only`). A row of an event that
any of its claims bases on such a source is left out; sums over events are not.
"""

from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.warehouse.quoting import identifier

AGGREGATES_ONLY = "aggregates_only"


@dataclass(frozen=True)
class Restricted:
    """Sources whose single events are not exported, and the ids of these events."""

    sources: tuple[str, ...]
    event_ids: pl.Series

    def without(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows that may be passed on: all of a table that has neither events nor claims."""
        rules: list[pl.Expr] = []
        if "event_id" in frame.columns:
            rules.append(pl.col("event_id").is_in(self.event_ids.implode()))
        if {"claim_id", "source"} <= set(frame.columns):
            rules.append(pl.col("source").is_in(self.sources))
        if not self.sources or not rules:
            return frame
        return frame.filter(~pl.any_horizontal(rule.fill_null(False) for rule in rules))

    def sentence(self, rows: int) -> str | None:
        """What a description says of the rows left out; null where there are none."""
        if not rows:
            return None
        return (
            f"{rows:,} rows are left out: the licence of {', '.join(self.sources)} allows to pass "
            "on sums, but no single events."
        )


def restricted(connection: duckdb.DuckDBPyConnection) -> Restricted:
    """What the publication says of its sources and of the events that rest on them.

    Events of withdrawn claims are among them: the tables of past figures still name them.
    """
    sources = connection.execute(
        "select source from landed.sources where redistribution = ? "
        "and source in (select source from landed.documents) order by source",
        [AGGREGATES_ONLY],
    ).fetchall()
    names = tuple(name for (name,) in sources)
    families = connection.execute(
        "select table_name from information_schema.tables "
        "where table_catalog = current_database() and table_schema = 'claims' and table_name in "
        "(select table_name from duckdb_tables() where schema_name = 'links') order by table_name"
    ).fetchall()
    queries = [
        f"select links.event_id from links.{identifier(family)} as links "
        f"inner join claims.{identifier(family)} as claims using (claim_id) "
        "where list_contains(?, claims.source) "
        f"union select own_event_id from marts.{identifier(f'{family}_dated')} "
        "where list_contains(?, source)"
        for (family,) in families
        if names
    ]
    query = " union ".join(queries) or "select null::varchar as event_id limit 0"
    found = connection.execute(query, [list(names)] * 2 * len(queries)).pl()
    return Restricted(names, found.get_column("event_id"))
