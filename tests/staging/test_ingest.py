"""Records have ids in the order of their rows, whichever thread of DuckDB writes a row."""

import polars as pl
import pytest

from pipelines.staging import ingest
from pipelines.staging.contract import conform
from tests.builds import empty_build
from tests.sources import declared

CHUNK, CHUNKS = 2048, 24


def test_ids_ascend_with_the_rows_of_all_frames(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "ROW_GROUP", CHUNK)
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
