"""A misprint in any cell of a register costs its row, and never stops the publication."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.components.model import fold_claims
from pipelines.landing.catalogue import list_sources
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES, VOCABULARY
from pipelines.quality.run import run_suite
from pipelines.quality.suite import all_suites
from pipelines.staging.document import Document
from pipelines.staging.ingest import declare_cells, store_records
from pipelines.staging.ordinals import Ordinals
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill
from tests.builds import empty_build
from tests.sources import reader_of

MISPRINTS = ("", "-1", "0", "9", "999999", "2019-13-45", "2199-01-01", "1900", "120.5", "ZZZ", "x")
"""What is put into each cell of each row in turn."""

REGISTERS = sorted(name for name, source in all_sources().items() if source.shipped)


def misprinted(register: Path) -> Iterator[dict[str, str]]:
    """The register's first rows with one cell changed."""
    rows = list(csv.DictReader(register.read_text().splitlines()))[:4]
    for row in rows:
        for column in row:
            for misprint in MISPRINTS:
                yield row | {column: misprint}


@pytest.mark.parametrize("register", REGISTERS)
def test_a_misprint_breaks_no_critical_check_of_claims(register: str, tmp_path: Path) -> None:
    reader = reader_of(register)
    (family,) = reader.source.families
    shipped = SOURCES / register / reader.source.shipped[0]
    rows = list(misprinted(shipped))
    file = tmp_path / shipped.name
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    parsed = reader.read(Document("d", f"shipped/{register}/{file.name}", file))
    staged = parsed.rows.with_columns(document_id=pl.lit("d"), document_on=pl.lit("2026-11-01"))
    found = reader.claims(staged)[family]
    assert found.kept.height > 100
    assert found.refused.height > 100
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        land_and_store(warehouse, register, family, found.kept)
        assert warehouse.count(f"claims.{family}") > 100
        (suite,) = [one for one in all_suites() if one.table == f"claims.{family}"]
        failed = {
            one.rule.name: one.rows[:3]
            for one in run_suite(warehouse, suite)
            if not one.is_success and one.rule.severity == "critical"
        }
    assert failed == {}


def land_and_store(warehouse: Warehouse, register: str, family: str, kept: pl.DataFrame) -> None:
    """Put rows into a family's claims as a document of the register, with the vocabulary."""
    with warehouse.transaction() as cursor:
        declare_cells(cursor, reader_of(register))
        store_records(cursor, family, kept.with_columns(Ordinals().number(kept)))
        moment = datetime(2026, 11, 1, tzinfo=UTC)
        cursor.execute(
            "insert into landed.documents by name select 'd' as document_id, ? as sha256, "
            "? as source, 'u' as uri, 'text/csv' as media_type, 1 as bytes, ? as landed_at, "
            "? as known_at",
            ["0" * 64, register, moment, moment],
        )
        cursor.execute(
            "insert into quality.documents_read by name select 'd' as document_id, ? as source, "
            "'u' as uri, 'v' as reader_version, true as is_readable, true as is_claim_expected, "
            "0 as rows_in, 0 as rows_staged, 0 as rows_refused, 0 as rows_claimed, 0 as claims, "
            "0 as rows_unmapped",
            [register],
        )
        for name in ("weapons", "places"):
            frame = pl.read_csv(VOCABULARY / f"{name}.csv", infer_schema=False)
            fill(cursor, f"vocabulary.{name}", frame, replace=True)
    list_sources(warehouse, all_sources())
    fold_claims(warehouse, family)
