"""Past values: what each event's figures were known to be, by the rules of today.

The SQL of links and events is run again on what was known at each past moment. Only moments at
which something changed in a strand (claims of one day, which may bear upon each other) are run,
and different strands take their turns together: the n-th run holds for every strand what was
known of it at its n-th moment. A strand's last moment is the present, and is taken from there.

Replays happen in a database of their own in memory; the build file is only read. Which table the
answer goes to, and what of it is a change, belongs to sql/overview/.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from graphlib import TopologicalSorter

import duckdb
import polars as pl

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS, Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.sqlfile import SqlFile

FIGURES = "marts.overview_figures"
"""The model whose rows are replayed."""

STAGE = "replay"
"""Name of the database in memory."""


def replay(warehouse: Warehouse, as_of: datetime | None) -> pl.DataFrame:
    """Rows of marts.overview_figure_history, from claims known by `as_of` (null for now).

    Links, events and figures of the present must have been built under the same `as_of`.
    """
    with _stage(warehouse, as_of) as stage:
        stage.find_strands()
        stage.play()
        while stage.join_mixed():
            stage.play()
        return stage.cursor.sql(sqlfile.step("replay_stretches")).pl()


@contextmanager
def _stage(warehouse: Warehouse, as_of: datetime | None) -> Iterator["Stage"]:
    """A stage with everything laid out that links and events read."""
    with warehouse.connection.cursor() as cursor:
        stage = Stage(cursor)
        cursor.execute(f"attach ':memory:' as {STAGE}")
        try:
            stage.lay_out(as_of)
            yield stage
        finally:
            cursor.execute(f'use "{stage.build}"; detach {STAGE}')


class Stage:
    """A database in memory where links, events and figures stand under their own names."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.families = families()
        self.models = models_behind(FIGURES)
        (self.build,) = cursor.execute("select current_database()").fetchall()[0]

    def lay_out(self, as_of: datetime | None) -> None:
        """What was heard by `as_of`, views on vocabulary, and working tables, all empty."""
        self.cursor.execute("set TimeZone = 'UTC'")
        for schema in SCHEMAS:
            self.cursor.execute(f"create schema {STAGE}.{schema}")
        for family in self.families:
            self.cursor.execute(_heard(self.build, family, as_of))
            self.cursor.execute(
                f"create table {STAGE}.known.{family} as from heard_{family} limit 0"
            )
        built = {model.table for model in self.models}
        for table in sorted({table for model in self.models for table in model.reads} - built):
            if not table.startswith("known."):
                self.cursor.execute(f'create view {STAGE}.{table} as from "{self.build}".{table}')
        self.cursor.execute(sqlfile.step("replay_tables"))
        self._use(STAGE)
        self._run_models(self.families)

    def find_strands(self) -> None:
        """Fill `strands`. Where nothing was dropped since, the present links tell them."""
        dropped = [family for family in self.families if self._has_dropped(family)]
        self._use(STAGE)
        for family in dropped:
            self._know(family, "replay_ever")
        self._run_models(dropped)
        for family in self.families:
            self._use(STAGE if family in dropped else self.build)
            self.cursor.execute(f"insert into strands by name {_of(family, 'replay_strands')}")

    def play(self) -> None:
        """Fill `answers`: the present for every strand's last turn, replays for those before."""
        self.cursor.execute("delete from moments; delete from answers; delete from mixed")
        for family in self.families:
            self.cursor.execute(f"insert into moments by name {_of(family, 'replay_moments')}")
        self._take("next_known_at is null")
        self._use(self.build)
        self._answer(self.families)
        self._use(STAGE)
        earlier: list[str] = []
        place = 1
        while active := self._take(f"place = {place} and next_known_at is not null"):
            for family in {*active, *earlier}:
                self._know(family, "replay_known")
            self._run_models({*active, *earlier})
            self._answer(active)
            earlier = active
            place += 1

    def join_mixed(self) -> bool:
        """Join strands that shared an event after all; true when any did."""
        mixed = self.cursor.execute("select count(*) from mixed").fetchall()[0][0]
        self.cursor.execute(sqlfile.step("replay_join"))
        return mixed > 0

    def _has_dropped(self, family: str) -> bool:
        """Whether some claim of the family has no wording that stands."""
        query = (
            f"select claim_id from heard_{family} group by all having count(known_to) = count(*)"
        )
        return self.cursor.execute(f"{query} limit 1").fetchone() is not None

    def _take(self, condition: str) -> list[str]:
        """Make it the turn of the moments that meet a condition; returns the families in turn."""
        self.cursor.execute(f"create or replace temp table turns as from moments where {condition}")
        return [
            family
            for (family,) in self.cursor.execute("select distinct family from turns").fetchall()
        ]

    def _know(self, family: str, step: str) -> None:
        self.cursor.execute(f"create or replace table known.{family} as {_of(family, step)}")

    def _run_models(self, families: "list[str] | set[str]") -> None:
        for model in self.models:
            if model.family in families or model.table == FIGURES:
                self.cursor.execute(f"create or replace table {model.table} as {model.statement}")

    def _answer(self, families: list[str]) -> None:
        for family in families:
            self.cursor.execute(f"insert into answers by name {_of(family, 'replay_answers')}")
            self.cursor.execute(f"insert into mixed by name {_of(family, 'replay_mixed')}")

    def _use(self, database: str) -> None:
        self.cursor.execute(f'use "{database}"')


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


def _heard(build: str, family: str, as_of: datetime | None) -> str:
    """Table of the claims of a family that were known by a moment, as they were known then.

    It is read at every turn, so it is made once; evidence is left blank, no figure rests on it.
    """
    heard = f"create temp table heard_{family} as select * replace (null as evidence"
    claims = f'"{build}".claims.{family}'
    if as_of is None:
        return f"{heard}) from {claims}"
    moment = f"timestamptz '{as_of.isoformat()}'"
    return (
        f"{heard}, case when known_to <= {moment} then known_to end as known_to) "
        f"from {claims} where known_from <= {moment}"
    )


def _of(family: str, step: str) -> str:
    """A step's statement for one family."""
    return sqlfile.step(step).replace("each_family", family)
