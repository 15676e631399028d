"""Every source's sample documents yield what its expected.json says, through the real machinery."""

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.landing import inbox as landing
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.paths import SOURCES
from pipelines.staging.document import Document, Unreadable
from tests.sources import reader_of

DECLARED = all_sources()

DOCUMENTS = [
    pytest.param(name, path, id=f"{name}:{path.name}")
    for name in DECLARED
    for path in sorted((SOURCES / name / "sample").glob("*"))
    if path.name != landing.EXPECTED
]


@pytest.mark.parametrize("name", DECLARED)
def test_a_source_folder_has_one_shape(name):
    folder = SOURCES / name
    assert (folder / "parse.py").exists()
    assert (folder / "sample" / landing.EXPECTED).exists()
    assert len(list((folder / "sample").iterdir())) >= 2
    assert all((folder / shipped).exists() for shipped in DECLARED[name].shipped)


@pytest.mark.parametrize(("name", "path"), DOCUMENTS)
def test_a_sample_yields_what_is_expected(name, path):
    expected = json.loads((SOURCES / name / "sample" / landing.EXPECTED).read_text())
    claims, refused = yielded(name, DECLARED[name], path)

    for family in DECLARED[name].families:
        wanted = expected.get(family, {}).get(path.name, [])
        got = claims.get(family, [])
        assert len(got) == len(wanted), f"{family}: {got}"
        for claim, want in zip(got, wanted, strict=True):
            assert {key: plain(claim[key]) for key in want} == want
    wanted = expected.get("quarantined", {}).get(path.name, [])
    assert [locator for locator, _ in refused] == [want["locator"] for want in wanted]
    for (_, reason), want in zip(refused, wanted, strict=True):
        assert want["reason_contains"] in reason


def test_every_family_and_every_refusal_named_in_an_expectation_has_its_document():
    for name in DECLARED:
        folder = SOURCES / name / "sample"
        for family, files in json.loads((folder / landing.EXPECTED).read_text()).items():
            assert family == "quarantined" or family in DECLARED[name].families
            assert all((folder / file).exists() for file in files), (name, family)


def yielded(
    name: str, source: Declaration, path: Path
) -> tuple[dict[str, list[dict]], list[tuple[str, str]]]:
    """Claims per family and refusals (locator, reason) of one document."""
    reader = reader_of(name)
    document = Document("d", f"sample/{name}/{path.name}", path)
    try:
        reading = reader.read(document)
    except Unreadable as error:
        return {}, [("document", str(error))]
    refused = list(reading.refused.select("locator", "reason").rows())
    assert reading.rows_in == reading.rows.height + reading.refused.height
    known_on = source.date_in_name(path.name) or date(2026, 11, 1)
    staged = reading.rows.with_columns(
        pl.lit("d").alias("document_id"), pl.lit(known_on.isoformat()).alias("document_on")
    )
    claims: dict[str, list[dict]] = {}
    for family, found in reader.claims(staged).items():
        claims[family] = found.kept.sort("position").to_dicts()
        refused += found.refused.select("locator", "reason").rows()
    return claims, refused


def plain(value: object) -> object:
    """A value as JSON can say it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
