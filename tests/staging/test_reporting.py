"""Counts of sources without claims are collected in one table."""

from pathlib import Path

from pipelines.landing.declaration import all_sources
from pipelines.staging.reporting import collect_reporting
from tests.builds import empty_build


def test_only_sources_without_claims_are_collected(tmp_path: Path) -> None:
    row = "select 'd' as document_id, '20260205120000' as added_at, 'all' as topic, "
    row += "'6' as records, '30' as mentions"
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for name in ("gdelt", "acled"):
            warehouse.rows(f"create view staging.{name} as {row}")
        for _ in range(2):
            collect_reporting(warehouse, all_sources().values())
        found = warehouse.rows(
            "select source, strftime(added_at at time zone 'UTC', '%H:%M'), records, mentions "
            "from quality.reporting"
        )
    assert found == [("gdelt", "12:00", 6, 30)]
