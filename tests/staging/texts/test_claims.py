"""Rows of text as claims: their publisher, identity and evidence."""

import json
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.extract import FAMILIES as FAMILIES_OF_TEXTS
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.staging.budget import Budget
from pipelines.staging.contract import conform, contract
from pipelines.staging.document import Document, Unreadable
from pipelines.staging.texts import articles
from pipelines.staging.texts import claims as texts
from pipelines.staging.texts.claims import claimer
from pipelines.staging.texts.text import Text, clean, host, reading
from tests.sources import declared

FAMILIES = ("strikes", "airspace", "negotiations", "exchanges", "agreements")
SOURCES_OF_TEXTS = ("news_articles", "ukraine_air_force", "russian_defence_ministry")
BUDGET = Budget()
ARTICLES = declared(
    "news_articles", publisher="Press", is_snapshot=False, bounds={"earliest": "1990-01-01"}
)

BULLETIN = (
    "У ніч на 5 лютого (з 18:00 4 лютого) ворог атакував 183 ударними БпЛА типу Shahed.\n\n"
    "За попередніми даними, станом на 08:00, збито/подавлено 156 ворожих БпЛА."
)


def staged(*rows: Text) -> pl.DataFrame:
    return reading(rows, rows_in=len(rows)).rows.with_columns(
        pl.lit("doc").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
    )


def post(**given: str | None) -> Text:
    known = {
        "locator": "7",
        "kind": "post",
        "text": BULLETIN,
        "url": "https://t.me/kpszsu/7",
        "publisher": "Air Force Command of the Armed Forces of Ukraine",
        "published_at": "2026-02-05T07:12:00Z",
        "published_stated": "2026-02-05",
        "lang": "uk",
    }
    return Text(**{**known, **given})  # type: ignore[arg-type]


def conformed(family: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    return conform(ARTICLES, family, claimer(*FAMILIES)(rows, BUDGET)[family], rows)


def claimed(row: Text, family: str = "strikes") -> list[dict]:
    kept, refused = conformed(family, staged(row))
    assert refused.is_empty(), refused["reason"].to_list()
    return kept.to_dicts()


def said(monkeypatch: pytest.MonkeyPatch, *claims: Claim) -> None:
    """Has every text make these claims."""
    monkeypatch.setattr(texts, "extract", lambda _document, _answer, _families: list(claims))


def drones(**values: object) -> Claim:
    known = {"night_of": date(2026, 2, 5), "period": "night", "scope": "national"}
    evidence = (Evidence("launched", "183", 40, 43),)
    return Claim("strikes", {**known, "weapon_class": "drone", **values}, evidence)


# Publisher


def test_a_bulletin_becomes_a_claim_with_its_figures_and_words():
    (claim,) = claimed(post())
    assert (claim["launched"], claim["shot_down_or_suppressed"]) == (183, 156)
    assert claim["night_of"] == date(2026, 2, 5)
    assert claim["report_ref"] == "https://t.me/kpszsu/7"
    assert (claim["reporting_side"], claim["source_type"]) == ("ukraine", "official")
    assert claim["published_at"].isoformat() == "2026-02-05T07:12:00+00:00"
    for evidence in claim["evidence"]:
        assert BULLETIN[evidence["char_start"] : evidence["char_end"]] == evidence["quote"]


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("the guardian", ("The Guardian", "media", "press")),
        ("TASS", ("TASS", "russia", "agency")),
        ("kpszsu", ("Air Force Command of the Armed Forces of Ukraine", "ukraine", "official")),
        ("Example Wire", ("Example Wire", "media", "press")),
        (None, ("Press", "media", "press")),
    ],
)
def test_side_and_type_are_those_of_a_listed_publisher(monkeypatch, publisher, expected):
    said(monkeypatch, drones(launched=183))
    (claim,) = claimed(post(publisher=publisher))
    assert (claim["reported_by"], claim["reporting_side"], claim["source_type"]) == expected


def test_a_cited_claimant_has_its_own_side_and_the_outlet_its_type(monkeypatch):
    said(monkeypatch, drones(reporting_side="russia", attributed_to="Kremlin"))
    (claim,) = claimed(post(publisher="The Guardian"))
    assert (claim["reporting_side"], claim["source_type"]) == ("russia", "press")
    assert claim["attributed_to"] == "Kremlin"


@pytest.mark.parametrize(
    ("origin", "source_type"), [("TASS", "agency"), ("Місцеві новини", "partisan_social")]
)
def test_a_forwarded_post_is_flagged_and_belongs_to_its_origin(
    monkeypatch, origin: str, source_type: str
):
    said(monkeypatch, drones(flags=["update"]))
    (claim,) = claimed(post(publisher=origin, forwarded_from=origin))
    assert (claim["reported_by"], claim["source_type"]) == (origin, source_type)
    assert claim["flags"] == ["update", "forwarded"]


def test_a_regional_command_has_no_national_figures(monkeypatch):
    said(monkeypatch, drones())
    assert claimed(post(publisher="Air Command South"))[0]["scope"] == "regional"
    assert claimed(post(publisher="General Staff of the Armed Forces of Ukraine"))[0]["scope"] == (
        "national"
    )


# Identity


def keys(*claims: Claim, **given: str | None) -> list[str]:
    rows = staged(post(**given))
    with pytest.MonkeyPatch.context() as patch:
        said(patch, *claims)
        return claimer("strikes")(rows, BUDGET)["strikes"]["natural_key"].to_list()


def test_a_figure_is_never_part_of_a_claims_identity():
    assert keys(drones(launched=183)) == keys(drones(launched=184, shot_down=1, killed=2))


@pytest.mark.parametrize(
    "other",
    [
        {"night_of": date(2026, 2, 6)}, {"period": "day"}, {"scope": "regional"},
        {"weapon_class": "missile"}, {"target_regions": ["UA32"]}, {"weapons": ["iskander-m"]},
    ],
)  # fmt: skip
def test_the_subject_of_a_claim_is_part_of_its_identity(other: dict):
    assert keys(drones()) != keys(drones(**other))


def test_one_post_is_the_same_report_in_every_document():
    rows = [staged(post()), staged(post()).with_columns(pl.lit("other").alias("document_id"))]
    first, second = (conformed("strikes", each)[0] for each in rows)
    assert first["natural_key"].to_list() == second["natural_key"].to_list()
    assert first["series"].to_list() == second["series"].to_list()


def test_a_text_without_an_address_is_a_report_of_its_document():
    assert keys(drones(), url=None, locator="1") != keys(drones(), url=None, locator="2")


# Contract


def test_texts_without_claims_yield_empty_frames_of_the_contract():
    found = claimer(*FAMILIES)(staged(post(text=""), post(locator="8", text="Дякуємо!")), BUDGET)
    assert {family: frame.height for family, frame in found.items()} == dict.fromkeys(FAMILIES, 0)
    for family in FAMILIES:
        kept, _ = conformed(family, staged(post(text="")))
        assert set(contract(family)) <= set(kept.columns)


def test_claims_of_other_families_are_not_taken(monkeypatch):
    said(monkeypatch, drones(), Claim("exchanges", {"category": "pow"}))
    assert list(claimer("strikes")(staged(post()), BUDGET)) == ["strikes"]


def test_other_families_are_not_looked_for(monkeypatch):
    """A post of the Air Force is not searched for treaties."""
    searched = []
    monkeypatch.setitem(FAMILIES_OF_TEXTS, "agreements", lambda text: searched.append(text) or [])
    assert claimer("strikes")(staged(post()), BUDGET)["strikes"].height == 1
    assert searched == []
    claimer("strikes", "agreements")(staged(post()), BUDGET)
    assert len(searched) == 1


def test_a_family_that_no_text_has_is_named():
    with pytest.raises(ValueError, match=r"no folder of pipelines/extraction extracts violence"):
        claimer("strikes", "violence")


def test_a_figure_beyond_the_column_is_quarantined_and_named(monkeypatch):
    said(monkeypatch, drones(launched=10**12), drones(launched=5))
    kept, refused = conformed("strikes", staged(post()))
    assert kept["launched"].to_list() == [5]
    assert refused["reason"].to_list() == [
        "launched = 1000000000000: more than any report can mean"
    ]


# Small things


def test_cleaning_touches_line_ends_and_what_no_table_can_hold_only():
    assert clean("\n a\r\nb\rc\0 \ud83d\ude80 \ud83d \u200bd\u202e ") == (
        "a\nb\nc 🚀 \ufffd \u200bd\u202e"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.news.example.org:8080/a", "news.example.org"),
        ("ftp://example.org", None), ("news", None), ("https://[broken", None), (None, None),
    ],
)  # fmt: skip
def test_the_site_of_an_address(url: str | None, expected: str | None):
    assert host(url) == expected


# Samples, the golden story, speed


def parser(source: str) -> ModuleType:
    """The parse.py of a source."""
    spec = spec_from_file_location(source, SOURCES / source / "parse.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("source", SOURCES_OF_TEXTS)
def test_every_quote_of_a_sample_stands_at_its_offsets(source: str):
    checked = 0
    module = parser(source)
    for path in sorted((SOURCES / source / "sample").iterdir()):
        if path.name == "expected.json":
            continue
        try:
            rows = module.read(Document("doc", path.name, path)).rows
        except Unreadable:
            continue
        words = dict(zip(rows["locator"], rows["text"], strict=True))
        rows = rows.with_columns(pl.lit("doc").alias("document_id"))
        for frame in module.claims(rows, BUDGET).values():
            for locator, evidence in frame.select("locator", "evidence").iter_rows():
                for each in evidence:
                    text = words[locator]
                    assert text[each["char_start"] : each["char_end"]] == each["quote"]
                    checked += 1
    assert checked > 5


def test_the_sources_of_texts_declare_what_they_are():
    declared = all_sources()
    assert {name: declared[name].side for name in SOURCES_OF_TEXTS} == {
        "news_articles": "media",
        "ukraine_air_force": "ukraine",
        "russian_defence_ministry": "russia",
    }
    assert all(declared[name].known.by == "published" for name in SOURCES_OF_TEXTS)
    assert all(declared[name].natural_key == [] for name in SOURCES_OF_TEXTS)


def test_the_golden_story_gives_its_claims(shared: Path, tmp_path: Path):
    article = (shared / "data/golden/article.txt").read_text()
    path = tmp_path / "golden.txt"
    path.write_text(f"---\npublisher: Example Wire\ndate: 2026-02-06\n---\n{article}")
    rows = articles.read(Document("doc", path.name, path)).rows.with_columns(
        pl.lit("doc").alias("document_id"), pl.lit("2026-11-01").alias("document_on")
    )
    found = {family: conformed(family, rows)[0].to_dicts() for family in FAMILIES}
    lines = (shared / "data/golden/expected.jsonl").read_text().splitlines()
    expected = [json.loads(line) for line in lines]
    missing = [each for each in expected if not any(agrees(each, c) for c in found[each["family"]])]
    assert missing == []
    assert sum(map(len, found.values())) == len(expected)


def agrees(expected: dict, claim: dict) -> bool:
    """Whether a claim has every value that is expected; `intercepted` is its three columns."""
    columns = ("shot_down", "suppressed", "shot_down_or_suppressed")
    given = {**claim, "intercepted": next((claim[c] for c in columns if claim.get(c)), None)}
    given |= {f"{c.removesuffix('_stated')}_on": claim[c] for c in claim if c.endswith("_stated")}
    return all(
        str(given[name]) == str(value) if name == "night_of" else given[name] == value
        for name, value in expected.items()
        if name not in ("family", "note")
    )


@pytest.mark.timeout(60)  # a form that takes for ever hangs
def test_many_posts_become_as_many_claims():
    rows = staged(
        *(post(locator=str(number), url=f"https://t.me/kpszsu/{number}") for number in range(500))
    )
    assert claimer("strikes")(rows, BUDGET)["strikes"].height == 500
