"""A family's links and events over claims a test knows, with the vocabulary as it is shipped.

What a rule yields on a few rows is tried in tests/sql; here claims come by the hundred.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from pipelines.settings import SQL, VOCABULARY
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS

VOCABULARIES = ("linking_tolerances", "source_types", "agreement_aliases", "link_overrides")


class House:
    """Schemas in memory: claims a test knows, and the models made of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def know(self, family: str, claims: list[dict]) -> None:
        """Make links and events anew from these claims; columns not given are null."""
        self.connection.execute(f"delete from known.{family}")
        self.connection.register("incoming", pl.DataFrame(claims, infer_schema_length=None))
        self.connection.execute(f"insert into known.{family} by name from incoming")
        for layer in ("links", "events"):
            statement = sqlfile.load(SQL / family / f"{layer}.sql").statement
            self.connection.execute(f"create or replace table {layer}.{family} as {statement}")

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()


@contextmanager
def resolving(*families: str) -> Iterator[House]:
    """A house in memory in which claims of these families can be known."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        for name in VOCABULARIES:
            connection.execute(sqlfile.load(SQL / "vocabulary" / f"{name}.sql").statement)
            connection.execute(
                f"insert into vocabulary.{name} by name "
                f"from read_csv('{VOCABULARY / name}.csv', all_varchar = true, header = true)"
            )
        for family in families:
            contract = sqlfile.load(SQL / family / "claims.sql").statement
            connection.execute(contract.replace(" not null", ""))
            connection.execute(f"create table known.{family} as from claims.{family}")
        yield House(connection)
