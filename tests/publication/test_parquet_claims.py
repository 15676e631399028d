"""Claims as Parquet beside the publication have the rows and types of the tables."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.cli.sealed import sealed
from pipelines.publication.publish import publish_unchecked
from pipelines.publication.reading import open_publication
from pipelines.publication.redistribution import AGGREGATES_ONLY, restricted
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families

RESTRICT = "update landed.sources set redistribution = ? where source = 'strike_register'"

EMPTIED = ("events", "marts", "vocabulary")
"""Schemas without rows, apart from the dates of claims: publishing then takes half the time."""


@pytest.fixture(scope="module")
def parquet(golden: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder, with an apostrophe in its name, published with claims as Parquet."""
    here = Settings(data=tmp_path_factory.mktemp("published") / "o'brien", claims="parquet")
    here.data.mkdir()
    shutil.copy(golden.build, here.build)
    with Warehouse.open(here.build) as warehouse:
        with warehouse.transaction() as cursor:
            for file in sqlfile.all_files():
                if file.schema in EMPTIED and not file.name.endswith("_dated"):
                    cursor.execute(f"delete from {file.table}")
            cursor.execute(RESTRICT, [AGGREGATES_ONLY])
        publish_unchecked(warehouse, here)
    return here


@pytest.fixture
def tables(golden: Settings, tmp_path: Path) -> Path:
    """A publication of the same claims as tables, with the same source restricted."""
    path = tmp_path / "tables.duckdb"
    shutil.copy(golden.warehouse, path)
    with duckdb.connect(str(path), config={"threads": 1}) as connection:
        connection.execute(RESTRICT, [AGGREGATES_ONLY])
    return path


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple]]:
    """Columns with types and comments, and then the rows, of the claims of every family."""
    found = {}
    for family in families():
        columns = connection.execute(
            "select column_name, data_type, comment from duckdb_columns() "
            "where schema_name = 'claims' and table_name = ? order by column_index",
            [family],
        ).fetchall()
        rows = connection.execute(f"from claims.{family} order by all").fetchall()
        found[family] = [*columns, *rows]
    return found


def rows_in_tables(connection: duckdb.DuckDBPyConnection) -> int:
    """Rows of claims that the publication itself holds."""
    tables = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'claims'"
    ).fetchall()
    counts = (connection.table(f"claims.{name}").count("*").fetchone() for (name,) in tables)
    return sum(count[0] for count in counts if count)


def test_the_claims_are_those_of_the_tables(tables, parquet):
    with open_publication(tables) as inside, open_publication(parquet.warehouse) as views:
        assert contents(views) == contents(inside)
        withheld = restricted(inside).event_ids.sort()
        assert len(withheld) > 0
        assert restricted(views).event_ids.sort().equals(withheld)
        assert rows_in_tables(inside) > 0
        assert rows_in_tables(views) == 0
    (folder,) = parquet.claims_folder.iterdir()
    months = {path.parent.name for path in folder.rglob("*.parquet")}
    assert "known_month=2026-02" in months


def test_a_sealed_connection_reads_the_claims_and_no_other_file(parquet):
    secret = parquet.data / "secret.csv"
    secret.write_text("a\n1\n")
    with sealed(parquet.warehouse) as connection:
        assert connection.execute("select count(*) > 0 from claims.strikes").fetchone() == (True,)
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"from read_csv('{str(secret).replace(chr(39), chr(39) * 2)}')")


def test_folders_that_nobody_reads_are_deleted(parquet):
    (first,) = parquet.claims_folder.iterdir()
    (parquet.claims_folder / "left by a kill").mkdir()
    with Warehouse.open(parquet.build) as warehouse:
        publish_unchecked(warehouse, parquet)
        assert first in parquet.claims_folder.iterdir()  # the publication before reads it
        assert len(list(parquet.claims_folder.iterdir())) == 2
        publish_unchecked(warehouse, parquet)
    assert first not in parquet.claims_folder.iterdir()
    assert len(list(parquet.claims_folder.iterdir())) == 2
