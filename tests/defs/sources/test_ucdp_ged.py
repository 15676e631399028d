"""UCDP GED: every row of a real file is a claim, with the deaths of the file."""

import polars as pl
import pytest

from pipelines.paths import SOURCES
from tests.sources import claimed

FILE = "data/ucdp/ged_v26_0_2_ukraine_russia.csv"


def test_every_row_of_a_real_file_is_a_claim(shared):
    rows_in, kept, refused = claimed("ucdp_ged", "violence", shared / FILE)
    assert refused["reason"].to_list() == []
    assert kept.height == rows_in > 100


def test_deaths_of_ucdp_are_those_of_the_file(shared):
    path = shared / FILE
    raw = pl.read_csv(path, infer_schema=False)
    _, kept, _ = claimed("ucdp_ged", "violence", path)
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
    _, kept, _ = claimed("ucdp_ged", "violence", tmp_path / name)
    assert kept["status"].to_list() == [status]
