"""Real files of the sources of violence: every row is kept, and figures are those of the files."""

import polars as pl
import pytest

from pipelines.paths import SOURCES
from pipelines.staging.document import Document
from tests.sources import reader_of

FILES = {
    "ucdp_ged": ["ucdp/ged_v26_0_2_ukraine_russia.csv"],
    "viina": ["viina/VIINA_2024_REBUILD.csv", "viina/VIINA_2025_REBUILD.csv"],
}

ALL = [(source, file) for source, files in FILES.items() for file in files]


def claimed(source: str, path) -> tuple[int, pl.DataFrame, pl.DataFrame]:
    """Rows in the document, claims, and refused rows."""
    reader = reader_of(source)
    parsed = reader.read(Document("d", f"inbox/{source}/{path.name}", path))
    staged = parsed.rows.with_columns(
        pl.lit("d").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
    )
    found = reader.claims(staged)["violence"]
    return parsed.rows_in, found.kept, found.refused


@pytest.mark.parametrize(("source", "file"), ALL)
def test_every_row_of_a_real_file_is_a_claim(shared, source: str, file: str):
    rows_in, kept, refused = claimed(source, shared / "data" / file)
    assert refused["reason"].to_list() == []
    assert kept.height == rows_in > 100


def test_deaths_of_ucdp_are_those_of_the_file(shared):
    path = shared / "data" / FILES["ucdp_ged"][0]
    raw = pl.read_csv(path, infer_schema=False)
    _, kept, _ = claimed("ucdp_ged", path)
    for name, column in (("deaths_best", "best"), ("deaths_civilians", "deaths_civilians")):
        assert kept[name].sum() == raw[column].cast(pl.Int64).sum()
    placed = raw.filter((pl.col("country") == "Ukraine") & (pl.col("adm_1") != ""))
    assert kept["adm1_pcode"].count() == placed.height


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("GEDEvent_v25_1.csv", "final"),
        ("GEDEvent_v25_0_11.csv", "candidate"),
        ("GEDEvent_v25_01_25_03.csv", "candidate"),
        ("events.csv", None),
    ],
)
def test_the_name_of_a_file_says_whether_its_events_are_candidates(tmp_path, name, status):
    sample = SOURCES / "ucdp_ged" / "sample" / "GEDEvent_v26_0_2.csv"
    (tmp_path / name).write_text("".join(sample.read_text().splitlines(keepends=True)[:2]))
    _, kept, _ = claimed("ucdp_ged", tmp_path / name)
    assert kept["status"].to_list() == [status]
