"""Past values: what each event's figures were known to be, computed with the rules of today.

A replay runs the SQL of links, events and figures again on what was known at past moments. Claims
that may affect each other's events (those of one day) form a component, and only the moments at
which something changed in a component are run. Components run side by side: the n-th pass holds
for each component what was known at its n-th moment. The last moment of a component is the
present, whose figures are already in the build file.

A replay uses a sandbox, a database in memory; it only reads the build file. Which table the result
is stored in, and which changes are revisions, does not belong here (sql/overview/).
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from graphlib import TopologicalSorter

import duckdb
import polars as pl

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS, Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.quoting import identifier, moment
from pipelines.warehouse.sqlfile import SqlFile

FIGURES = "marts.overview_figures"
"""The model whose rows are replayed."""

SANDBOX = "sandbox"
"""Name of the database in memory."""


def replay(
    warehouse: Warehouse, as_of: datetime | None, only: Collection[str] | None = None
) -> pl.DataFrame:
    """Rows of marts.overview_figure_history, from claims known by `as_of` (null for now).

    Links, events and figures of the present must have been built under the same `as_of`. `only`:
    the families to replay; null for all.
    """
    with _sandbox(warehouse, as_of, families() if only is None else only) as sandbox:
        sandbox.find_components()
        sandbox.run()
        while sandbox.join_components():
            sandbox.run()
        return sandbox.cursor.sql(sqlfile.step("history/validity_intervals")).pl()


@contextmanager
def _sandbox(
    warehouse: Warehouse, as_of: datetime | None, only: Collection[str]
) -> Iterator["Sandbox"]:
    """A sandbox that holds everything that links and events read."""
    with warehouse.connection.cursor() as cursor:
        sandbox = Sandbox(cursor, only)
        cursor.execute(f"attach ':memory:' as {SANDBOX}")
        try:
            sandbox.prepare(as_of)
            yield sandbox
        finally:
            cursor.execute(f"use {identifier(sandbox.build)}; detach {SANDBOX}")


class Sandbox:
    """A database in memory in which models have the names that they have in the build file.

    Steps are the statements of sql/history/. Families that are not replayed have no claims in it.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection, only: Collection[str]) -> None:
        self.cursor = cursor
        self.families = list(only)
        self.models = models_behind(FIGURES)
        (self.build,) = cursor.execute("select current_database()").fetchall()[0]

    def prepare(self, as_of: datetime | None) -> None:
        """Create the claim histories up to `as_of`, views on vocabulary, and empty tables."""
        for schema in SCHEMAS:
            self.cursor.execute(f"create schema {SANDBOX}.{schema}")
        for family in self.families:
            self.cursor.execute(_claim_history(self.build, family, as_of))
            self.cursor.execute(
                f"create table {SANDBOX}.known.{family} as from claim_history_{family} limit 0"
            )
        built = {model.table for model in self.models}
        for table in sorted({table for model in self.models for table in model.reads} - built):
            if not table.startswith("known."):
                here = f"{identifier(self.build)}.{table}"
                self.cursor.execute(f"create view {SANDBOX}.{table} as from {here}")
        self.cursor.execute(sqlfile.step("history/working_tables"))
        for table in built:
            here = f"{identifier(self.build)}.{table}"
            self.cursor.execute(f"create table {SANDBOX}.{table} as from {here} limit 0")

    def find_components(self) -> None:
        """Fill `components`. A family without withdrawn claims has them in its present links."""
        with_withdrawn = [family for family in self.families if self._has_withdrawn(family)]
        self._use(SANDBOX)
        for family in with_withdrawn:
            self._know(family, "latest_wordings")
        self._run_models(with_withdrawn)
        for family in self.families:
            self._use(SANDBOX if family in with_withdrawn else self.build)
            self.cursor.execute(f"insert into components by name {_of(family, 'components')}")

    def run(self) -> None:
        """Fill `past_figures`: from the build for each component's last moment, else by a pass."""
        self.cursor.execute(
            "delete from moments; delete from past_figures; delete from merged_components"
        )
        for family in self.families:
            self.cursor.execute(f"insert into moments by name {_of(family, 'moments')}")
        self._begin_pass("next_known_at is null")
        self._use(self.build)
        self._collect(self.families)
        self._use(SANDBOX)
        earlier: list[str] = []
        number = 1
        while active := self._begin_pass(f"moment_no = {number} and next_known_at is not null"):
            for family in {*active, *earlier}:
                self._know(family, "known")
            self._run_models({*active, *earlier})
            self._collect(active)
            earlier = active
            number += 1

    def join_components(self) -> bool:
        """Join components that shared an event after all; true when any did."""
        query = "select count(*) from merged_components"
        merged = self.cursor.execute(query).fetchall()[0][0]
        self.cursor.execute(sqlfile.step("history/join_components"))
        return merged > 0

    def _has_withdrawn(self, family: str) -> bool:
        """Whether some claim of the family has no wording that is known now."""
        query = (
            f"select claim_id from claim_history_{family} "
            "group by all having count(known_to) = count(*)"
        )
        return self.cursor.execute(f"{query} limit 1").fetchone() is not None

    def _begin_pass(self, condition: str) -> list[str]:
        """Put the moments that meet a condition into `this_pass`; returns their families."""
        self.cursor.execute(
            f"create or replace temp table this_pass as from moments where {condition}"
        )
        rows = self.cursor.execute("select distinct family from this_pass").fetchall()
        return [family for (family,) in rows]

    def _know(self, family: str, step: str) -> None:
        self.cursor.execute(f"create or replace table known.{family} as {_of(family, step)}")

    def _run_models(self, families: Collection[str]) -> None:
        for model in self.models:
            if model.family in families or model.table == FIGURES:
                self.cursor.execute(f"create or replace table {model.table} as {model.statement}")

    def _collect(self, families: Collection[str]) -> None:
        for family in families:
            for table in ("past_figures", "merged_components"):
                self.cursor.execute(f"insert into {table} by name {_of(family, table)}")

    def _use(self, database: str) -> None:
        self.cursor.execute(f"use {identifier(database)}")


def models_behind(table: str) -> list[SqlFile]:
    """The models that a table is built from, itself last."""
    files = {file.table: file for file in sqlfile.all_files() if not file.is_contract}
    needed: dict[str, frozenset[str]] = {}
    waiting = [table]
    while waiting:
        name = waiting.pop()
        if name in files and name not in needed:
            needed[name] = files[name].reads & files.keys()
            waiting.extend(needed[name])
    return [files[name] for name in TopologicalSorter(needed).static_order()]


def replayed_alone() -> list[str]:
    """Families whose past follows from their own claims, the vocabulary and the code alone."""
    models = models_behind(FIGURES)
    built = {model.table for model in models}

    def read_beside(family: str) -> set[str]:
        read = {table for one in models if one.family == family for table in one.reads}
        known = {table for table in read if table.startswith("vocabulary.")}
        return read - built - known - {f"known.{family}"}

    return [family for family in families() if not read_beside(family)]


def _claim_history(build: str, family: str, as_of: datetime | None) -> str:
    """Statement for the table of a family's wordings known by a moment, as they were known then.

    Every pass reads it, so it is a table; evidence is left null because no figure depends on it.
    """
    create = f"create temp table claim_history_{family} as select * replace (null as evidence"
    claims = f"{identifier(build)}.claims.{family}"
    if as_of is None:
        return f"{create}) from {claims}"
    at = moment(as_of)
    return (
        f"{create}, case when known_to <= {at} then known_to end as known_to) "
        f"from {claims} where known_from <= {at}"
    )


def _of(family: str, step: str) -> str:
    """A step's statement for one family."""
    return sqlfile.step(f"history/{step}").replace("each_family", family)
