"""Records have ids in the order of their rows, whichever thread of DuckDB writes a row."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.staging import ingest
from pipelines.staging.contract import conform
from pipelines.warehouse import parts
from tests.builds import empty_build
from tests.sources import declared

CHUNK, CHUNKS = 2048, 24


def rows_kept() -> pl.DataFrame:
    """Rows of one document."""
    locators = pl.int_range(CHUNK * CHUNKS, eager=True).cast(pl.String)
    staged = pl.DataFrame({"locator": locators, "target": locators}).with_columns(
        document_id=pl.lit("d"), document_on=pl.lit("2026-02-05")
    )
    mapped = staged.select(
        "document_id",
        "locator",
        period=pl.lit("night"),
        scope=pl.lit("local"),
        problem=pl.lit(None, pl.String),
    )
    kept, _ = conform(declared("table", natural_key=["target"]), "strikes", mapped, staged)
    return kept


@pytest.mark.parametrize("least", [1, 1 << 20], ids=["file", "table"])
def test_ids_ascend_with_the_rows_of_all_frames(tmp_path, monkeypatch, least: int) -> None:
    monkeypatch.setattr(ingest, "ROW_GROUP", CHUNK)
    monkeypatch.setattr(parts, "LEAST_ROWS", least)
    kept = rows_kept()
    locators = kept["locator"]
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        warehouse.connection.execute("set global threads = 4")
        with warehouse.transaction() as cursor:
            for ordinal in (1, 2):
                ingest.store_records(cursor, "strikes", kept.with_columns(ordinal=ordinal))
        rows = warehouse.rows("select record_id, locator, content_hash from records.strikes")
    assert [locator for _, locator, _ in rows] == 2 * locators.to_list()
    ids = [record_id for record_id, _, _ in rows]
    assert ids == sorted(set(ids))
    assert len({content for *_, content in rows}) == 1, "an id is no content"


def test_a_file_has_the_rows_that_a_table_would_have(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(parts, "LEAST_ROWS", CHUNK)
    at = pl.datetime(2026, 2, 5, 1, time_zone="UTC")
    kept = rows_kept().with_columns(
        ordinal=1, flags=["a"], launched=pl.int_range(pl.len(), dtype=pl.Int32), published_at=at
    )
    found: list[pl.DataFrame] = []
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for rows in (kept, *kept.iter_slices(CHUNK - 1)):
            with warehouse.transaction() as cursor:
                ingest.store_records(cursor, "strikes", rows)
        assert warehouse.count("stored.parts") == 1
        described = [
            [column[:2] for column in warehouse.rows(f"describe {relation}")]
            for relation in ("records.strikes", "stored.records_strikes")
        ]
        assert described[0] == described[1]
        for of in ("record_id in (select record_id from stored.records_strikes)", "true"):
            query = f"select * exclude (record_id) from records.strikes where {of} order by all"
            found.append(warehouse.connection.execute(query).pl())
    table, both = found
    assert table.height == kept.height
    assert_frame_equal(pl.concat([table, table]).sort("locator"), both.sort("locator"))
