"""A family's links and events over claims a test knows, with the vocabulary as it is shipped.

What a rule yields on a few rows is tried in tests/sql; here claims come by the hundred.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from pipelines.paths import SQL, VOCABULARY
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS
from pipelines.warehouse.fill import fill
from pipelines.warehouse.history import models_behind

VOCABULARIES = (
    "agreement_aliases", "gazetteer", "link_overrides", "linking_tolerances", "source_types",
)  # fmt: skip


class House:
    """Schemas in memory: claims a test knows, and the models made of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def know(self, family: str, claims: list[dict]) -> None:
        """Make links and events anew from these claims; columns not given are null."""
        frame = pl.DataFrame(claims, infer_schema_length=None)
        fill(self.connection, f"known.{family}", frame, replace=True)
        for model in models_behind(f"events.{family}"):
            self.connection.execute(f"create or replace table {model.table} as {model.statement}")

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()


@contextmanager
def resolving(*families: str) -> Iterator[House]:
    """A house in memory in which claims of these families can be known."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set threads = 1")  # as for every small build file
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        for name in VOCABULARIES:
            connection.execute(sqlfile.load(SQL / "vocabulary" / f"{name}.sql").statement)
            words = pl.read_csv(VOCABULARY / f"{name}.csv", infer_schema=False)
            fill(connection, f"vocabulary.{name}", words)
        for family in families:
            contract = sqlfile.load(SQL / family / "claims.sql").statement
            connection.execute(contract.replace(" not null", ""))
            connection.execute(f"create table known.{family} as from claims.{family}")
        yield House(connection)
