"""Rows of the registers, drawn at random with a fixed seed, cite a page."""

import re

import polars as pl
import pytest

from pipelines.paths import SOURCES
from pipelines.vocabulary.tables import vocabulary

SEED = 20261126

LONGEST_QUOTE = 25
"""Words of a report that a register may quote."""

PAGE = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/\S*)?", re.IGNORECASE)

FILES = {
    "strike_register": "strikes.csv",
    "airspace_register": "airspace.csv",
    "negotiation_register": "negotiations.csv",
    "exchange_register": "exchanges.csv",
    "agreement_register": "agreements.csv",
    "coordination_headquarters": "totals.csv",
}


def rows_of(name: str) -> pl.DataFrame:
    return pl.read_csv(SOURCES / name / FILES[name], infer_schema=False)


@pytest.mark.parametrize("name", FILES)
def test_twenty_rows_at_random_cite_an_address_that_has_the_form_of_a_page(name):
    cited = rows_of(name).filter(pl.col("report_ref").is_not_null())
    drawn = cited.sample(min(20, cited.height), seed=SEED)
    assert [each for each in drawn["report_ref"] if not PAGE.fullmatch(each)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_readme_of_a_register_names_its_licence_and_its_flags(name):
    readme = (SOURCES / name / "README.md").read_text(encoding="utf-8")
    assert "icence" in readme
    assert "redit line" in readme
    flags = rows_of(name)["flags"].drop_nulls().str.split(";").explode().unique()
    assert [flag for flag in flags if f"`{flag}`" not in readme] == []
    assert set(flags) <= {row["flag"] for row in vocabulary("flags")}


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_an_address_or_says_why_not(name):
    reasons = [
        row["flag"] for row in vocabulary("flags") if row["is_reason_for_no_address"] == "true"
    ]
    for row in rows_of(name).iter_rows(named=True):
        given = set((row["flags"] or "").split(";"))
        assert bool(row["report_ref"]) != bool(given & set(reasons)), row["report_ref"]


@pytest.mark.parametrize("name", FILES)
def test_a_quote_is_a_short_passage(name):
    rows = rows_of(name)
    quotes = (
        rows["quote"].drop_nulls() if "quote" in rows.columns else pl.Series([], dtype=pl.String)
    )
    assert [quote for quote in quotes if len(quote.split()) > LONGEST_QUOTE] == []
