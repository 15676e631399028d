"""Texts and their expected claims, as data: tests/extraction/<family>[_<topic>].yml.

A case needs no Python:

    - name: a_night_bulletin_is_read_whole
      text: У ніч на 5 лютого ворог атакував 183 ударними БпЛА.
      lang: uk                       # en where it is not said
      published: 2026-02-05T06:30Z   # a moment, a day, or null for unknown
      publisher: kpszsu              # left out where it is not known
      only: {kind: violation}        # left out: every claim of the family counts
      claims:                        # all of them, in any order; [] for none
        - {night_of: 2026-02-05, weapon_class: drone, launched: 183}

Only the columns that a case names are compared, and those that COMPARED lists for the family; null
or a column left out means that the claim does not state it. A case over several texts that must
yield the same gives `texts` in the place of `text`. The family is the part of the file's name
before the first underscore.
"""

import re
from datetime import UTC, date, datetime

import pytest

from pipelines.extraction.extract import extract
from tests.extraction.cases import cases, document_of, texts_of

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ")  # text to YAML, which wants seconds
KEYS = {"name", "text", "texts", "lang", "published", "publisher", "only", "claims"}
# Compared in every case of a family, so that a figure too many fails a case that does not name it.
COMPARED = {
    "strikes": (
        *("night_of", "attacker_iso3", "weapon_class"),
        *("launched", "shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target"),
        *("still_airborne", "left_airspace", "hits", "hit_locations", "debris_locations"),
        *("killed", "injured", "jet_powered"),
    ),
    "airspace": (
        *("kind", "occurred_stated", "violated_state_iso3", "violator_iso3"),
        *("object_type", "object_count"),
    ),
    "negotiations": (
        *("venue_city", "venue_iso3", "started_stated", "ended_stated"),
        *("round_no", "parties"),
    ),
    "exchanges": ("exchanged_stated", "to_party", "category", "count"),
    "agreements": ("name", "event", "event_stated"),
}

CASES = [
    pytest.param(name.split("_")[0], case, text, id=f"{name}:{case['name']}:{number}")
    for name, case in cases()
    for number, text in enumerate(texts_of(case), 1)
]


@pytest.mark.parametrize(("family", "case", "text"), CASES)
def test_a_text_yields_its_claims(family: str, case: dict, text: str) -> None:
    assert case.keys() <= KEYS, f"unknown keys {sorted(case.keys() - KEYS)}"
    values = [
        dict(claim.values)
        for claim in extract(document_of(case, text))
        if claim.family == family and _is_meant(claim.values, case.get("only", {}))
    ]
    named = {name for want in case["claims"] for name in want}.union(COMPARED.get(family, ()))
    got = [{name: _plain(value.get(name)) for name in named} for value in values]
    wanted = [{name: _plain(want.get(name)) for name in named} for want in case["claims"]]
    assert sorted(got, key=repr) == sorted(wanted, key=repr)


@pytest.mark.parametrize(("family", "case", "text"), CASES)
def test_a_text_may_end_behind_any_of_its_numbers(family: str, case: dict, text: str) -> None:
    """What a rule looks for behind a number may be behind the end of the text."""
    for number in re.finditer(r"\d+", text):
        cut = text[: number.end()]
        for claim in extract(document_of(case, cut)):
            assert all(cut[one.char_start : one.char_end] == one.quote for one in claim.evidence)


def _is_meant(values, only: dict) -> bool:
    return all(_plain(values.get(name)) == _plain(wanted) for name, wanted in only.items())


def _plain(value: object) -> object:
    """A value as YAML writes it: dates and moments as text, moments in UTC, tuples as lists."""
    if isinstance(value, str) and MOMENT.fullmatch(value):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
