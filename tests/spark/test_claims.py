"""Revisions and claims that Spark builds are those of DuckDB, row by row, types included."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import polars as pl
import pytest

from pipelines.components.model import fold_claims
from pipelines.engines.spark import SparkEngine
from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import land_files
from pipelines.settings import Settings
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill
from tests.conftest import SHARED
from tests.sources import reader_of
from tests.spark.test_cluster import VINTAGES

TABLE = "massive_missile_attacks"

LAYERS = ("revisions", "claims", "known")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A build file with the records of registers and samples, and of two snapshots if they are
    beside the repository."""
    here = Settings(data=tmp_path_factory.mktemp("claims"), samples=True)
    inbox = here.inbox / TABLE
    inbox.mkdir(parents=True)
    for name in VINTAGES if SHARED.exists() else ():
        shutil.copy(SHARED / "data" / TABLE / name, inbox)
    sources, archive = all_sources(), Archive(here.archive)
    land_files(here, sources)
    with Warehouse.open(here.build) as opened:
        catalogue.list_sources(opened, sources)
        catalogue.list_documents(opened, archive)
        catalogue.load_vocabulary(opened)
        for name in sources:
            ingest(opened, archive, reader_of(name))
        yield opened


def by_duckdb(warehouse: Warehouse, family: str, layer: str) -> list[tuple]:
    """Columns with types, and rows, in the build file."""
    return described(warehouse, f"from {layer}.{family}")


def by_spark(warehouse: Warehouse, engine: SparkEngine, family: str, layer: str) -> list[tuple]:
    """The same in the folder of Spark, from which models there read."""
    engine.fill(warehouse, f"{layer}.{family}")
    parts = engine.folder / layer / family / "*.parquet"
    return described(warehouse, f"from read_parquet('{parts}')")


def described(warehouse: Warehouse, query: str) -> list[tuple]:
    columns = [row[:2] for row in warehouse.rows(f"describe {query}")]
    return [*columns, *warehouse.rows(f"{query} order by all")]


def compare(
    warehouse: Warehouse,
    engine: SparkEngine,
    family: str,
    as_of: datetime | None = None,
    lowest: str = "C",
) -> dict[str, list[tuple]]:
    """Claims of a family by both engines, which must be equal; returns them by layer."""
    fold_claims(warehouse, family, as_of, lowest)
    expected = {layer: by_duckdb(warehouse, family, layer) for layer in LAYERS}
    fold_claims(warehouse, family, as_of, lowest, engine)
    assert by_duckdb(warehouse, family, "revisions") == expected["revisions"]
    for layer in LAYERS:
        assert by_spark(warehouse, engine, family, layer) == expected[layer], layer
    return expected


@pytest.mark.parametrize("family", families())
def test_claims_and_revisions_are_those_of_duckdb(warehouse, engine, family):
    expected = compare(warehouse, engine, family)
    assert warehouse.count(f"claims.{family}") > 0
    assert len(expected["claims"]) > len(expected["known"]) or family != "strikes"


def test_claims_known_at_a_moment_and_of_a_tier_are_those_of_duckdb(warehouse, engine):
    now = compare(warehouse, engine, "strikes")
    then = compare(warehouse, engine, "strikes", datetime(2026, 3, 5, tzinfo=UTC), "A")
    assert 0 < len(then["known"]) < len(now["known"])
    assert then["revisions"] != now["revisions"]


def test_reviewed_claims_are_those_of_duckdb(warehouse, engine):
    read = warehouse.rows(
        "select claim_id from records.strikes where extraction_tier is not null order by claim_id"
    )
    (accepted,), (rejected,), (corrected,) = read[:3]
    correction = {"field": "launched", "value": "23", "quote": "it's 23", "char_start": 5}
    decisions = [
        {"claim_id": accepted, "action": "accept"},
        {"claim_id": rejected, "action": "reject"},
        {"claim_id": corrected, "action": "correct", **correction, "char_end": 12},
        {"claim_id": corrected, "action": "correct", "field": "flags", "value": "[a, b]"},
    ]
    common = {"family": "strikes", "reason": "seen", "decided_by": "x", "decided_on": "2026-03-02"}
    with warehouse.transaction() as cursor:
        frame = pl.DataFrame([common | one for one in decisions], infer_schema_length=None)
        fill(cursor, "vocabulary.review_decisions", frame)
    try:
        compare(warehouse, engine, "strikes")
        assert warehouse.rows(
            f"select launched, flags from claims.strikes where claim_id = '{corrected}'"
        ) == [(23, ["a", "b"])]
        assert warehouse.rows(f"from claims.strikes where claim_id = '{rejected}'") == []
    finally:
        with warehouse.transaction() as cursor:
            cursor.execute("delete from vocabulary.review_decisions where decided_by = 'x'")
