"""`ledger mcp`: a Model Context Protocol server over the publication, for language models.

It only reads, through the same sealed connection as `ledger sql`, and opens the publication anew
for every call. What an explanation consists of does not belong here (publication/explain.py).
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from pipelines.cli.sealed import NoAnswer, one_query, sealed
from pipelines.publication.explain import NothingToExplain, explain_event, explain_night
from pipelines.publication.render_explanation import as_text

MOST_ROWS = 500
"""Rows of one answer; a model that needs more should aggregate."""

MOST_SECONDS = 30.0
"""Seconds after which a query is interrupted."""

MEMORY = "1GB"
"""Memory that a query may use."""

INSTRUCTIONS = """\
Conflict Ledger: published reports on the Russia-Ukraine war and its spill-over, merged into events
with low, best and high values. Read the resource ledger://about first, then `tables` and
`describe`, and query DuckDB SQL with `query`.
- Null means not stated, 0 means that a source states zero. Never replace null with 0.
- Every number is one that a source reported, often a party to the war; none is an estimate of
  losses. Cite the source, and give low and high beside best.
- A night is named by the date on which it ends in Kyiv. A night without a row was not reported.
- Rates of different reporting regimes are not comparable; see the regime columns.
- Each table says under `not_for` what it must not be used for.
- Before you state a number as a fact, call `explain` with the event_id: it returns the claims, the
  words and the documents behind it.
"""

READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

CONTENTS = (
    "select schema_name || '.' || table_name as name, kind, description, grain, not_for, example, "
    "row_count from dictionary where position = 0 order by all"
)

COLUMNS = (
    "select column_name, data_type, description from dictionary "
    "where schema_name || '.' || table_name = ? and position > 0 order by position"
)


def serve(warehouse: Path) -> None:
    """Answer on standard input and output until the client goes."""
    server(warehouse).run("stdio")


def server(warehouse: Path) -> MCPServer[Any]:
    """The server over a publication: four tools and two resources."""
    app = MCPServer("conflict-ledger", instructions=INSTRUCTIONS, log_level="ERROR")

    @app.tool(annotations=READS, structured_output=False)
    def tables() -> str:
        """List every table, view and function: what a row is, and what it is not for."""
        return _json(_rows(warehouse, CONTENTS))

    @app.tool(annotations=READS, structured_output=False)
    def describe(table: str) -> str:
        """Describe one table, view or function and its columns. `table`: marts.strikes_daily."""
        return _json(described(warehouse, table))

    @app.tool(annotations=READS, structured_output=False)
    def query(sql: str) -> str:
        """Run one read-only query in DuckDB SQL; returns at most 500 rows, as JSON."""
        return _json(answered(warehouse, sql))

    @app.tool(annotations=READS, structured_output=False)
    def explain(
        event_id: str | None = None, night: str | None = None, metric: str | None = None
    ) -> str:
        """Show where a number comes from: its range, its rule, and every claim with its words.

        Give the event_id of an event, or a night of strikes (2026-02-05). `metric`: one figure,
        such as drones_launched for a night.
        """
        return explained(warehouse, event_id, night, metric)

    @app.resource("ledger://about", mime_type="application/json")
    def about() -> str:
        """What the file is, how to read it, whether its checks passed, and whom to cite."""
        return _json(_rows(warehouse, "from about"))

    @app.resource("ledger://dictionary", mime_type="application/json")
    def dictionary() -> str:
        """Every table and every column with its meaning."""
        return _json(_rows(warehouse, "from dictionary order by schema_name, table_name, position"))

    return app


def answered(warehouse: Path, sql: str) -> dict[str, Any]:
    """Rows of a query and whether there are more; raises `ToolError` with DuckDB's words."""
    with _reading(warehouse) as connection:
        relation = connection.sql(one_query(sql))
        columns = relation.columns
        rows = relation.fetchmany(MOST_ROWS + 1)
    return {
        "columns": columns,
        "rows": rows[:MOST_ROWS],
        "is_cut_off": len(rows) > MOST_ROWS,
    }


def described(warehouse: Path, table: str) -> dict[str, Any]:
    """A table and its columns; raises `ToolError` naming the tool that lists them."""
    name = table if "." in table else f"main.{table}"
    found = [row for row in _rows(warehouse, CONTENTS) if row["name"] == name]
    if not found:
        raise ToolError(f"{table}: no such table; `tables` lists them, as marts.strikes_daily")
    return {**found[0], "columns": _rows(warehouse, COLUMNS, name)}


def explained(warehouse: Path, event_id: str | None, night: str | None, metric: str | None) -> str:
    """An explanation in words; raises `ToolError` for what cannot be explained."""
    if (event_id is None) == (night is None):
        raise ToolError("give one event_id, or one night")
    try:
        if event_id is not None:
            return as_text(explain_event(warehouse, event_id, metric))
        return as_text(explain_night(warehouse, date.fromisoformat(night or ""), metric))
    except (NothingToExplain, ValueError, duckdb.Error) as error:
        raise ToolError(str(error)) from error


def _rows(warehouse: Path, sql: str, *parameters: str) -> list[dict[str, Any]]:
    with _reading(warehouse) as connection:
        answer = connection.execute(sql, list(parameters))
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@contextmanager
def _reading(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A sealed connection that is interrupted in time; raises `ToolError` for every error."""
    try:
        with sealed(warehouse, MEMORY) as connection:
            timer = threading.Timer(MOST_SECONDS, connection.interrupt)
            timer.start()
            try:
                yield connection
            finally:
                timer.cancel()
    except duckdb.InterruptException as error:
        raise ToolError(f"no answer within {MOST_SECONDS:g} seconds; ask for less") from error
    except (NoAnswer, duckdb.Error) as error:
        raise ToolError(str(error)) from error


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, default=str)
