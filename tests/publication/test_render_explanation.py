"""An explanation as text, JSON and footnote: values with their range, and who states them."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipelines.publication.explain import (
    Answer,
    Explanation,
    Figure,
    Publication,
    explain_event,
)
from pipelines.publication.render_explanation import as_json, as_markdown, as_text

PUBLICATION = Publication("warehouse.duckdb", "ab" * 32, "2026-02-06T00:00:00Z", None)
FIGURE = Figure("launched", "5", 4, 6, True, "the most recent")


def answer(figure: Figure = FIGURE, **changes: object) -> Answer:
    explanation = Explanation(
        "strikes", "strikes-1", "2026-02-05", (figure,), None, None, (), (),
    )  # fmt: skip
    return Answer("q", None, (replace(explanation, **changes),), PUBLICATION)


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        ("5", 4, 6, "5 (4 to 6)"),
        ("5", 5, 5, "5"),
        (None, 4, 6, "4 to 6"),
        ("5", 5, None, "5 or more"),
        (None, 5, None, "at least 5"),
        ("5", None, 5, "5 or fewer"),
        (None, None, 5, "at most 5"),
        ("Abu Dhabi", None, None, "Abu Dhabi"),
        (None, None, None, "not stated"),
        ("0", 0, 0, "0"),
    ],
)
def test_a_value_is_shown_with_what_bounds_it(value, low, high, words) -> None:
    figure = replace(FIGURE, value=value, low=low, high=high, is_disputed=False)
    assert f"launched: **{words}**[^strikes-1-launched]" in as_markdown(answer(figure))
    assert f"  launched           {words}  (the most recent)\n" in as_text(answer(figure))


def test_what_contradicts_or_has_changed_is_shown_and_nothing_is_said_without_it() -> None:
    plain = as_text(answer())
    assert "DISPUTED" in plain
    assert "MISMATCH" not in plain
    assert "Changes: none" in plain
    assert "MISMATCH: two numbers" in as_text(answer(note="two numbers"))
    assert "(sources differ)" in as_markdown(answer())


def test_json_has_every_field_and_moments_in_utc() -> None:
    read = json.loads(as_json(answer()))
    assert read["provenance"][0]["figures"] == [
        {"name": "launched", "value": "5", "low": 4, "high": 6, "is_disputed": True,
         "best_rule": "the most recent"}
    ]  # fmt: skip
    assert read["publication"]["sha256"] == "ab" * 32


def test_a_footnote_of_a_real_night_has_address_words_and_hash(golden, ask_golden) -> None:
    ((event,),) = ask_golden(
        "select event_id from events.strikes where night_of = '2026-02-05' and "
        "weapon_group = 'drone' and attacker_iso3 = 'RUS' and launched_best is not null limit 1"
    )
    found = explain_event(golden.warehouse, event, "launched")
    assert as_markdown(found).count(f"[^{event}-launched]") == 2
    (explanation,) = found.provenance
    counted = [claim for claim in explanation.claims if claim.is_counted and claim.says]
    assert counted
    for claim in counted:
        assert f"sha256 `{claim.document_sha256}`" in as_markdown(found)
        assert claim.document_uri in as_text(found)
    moment = json.loads(as_json(found))["provenance"][0]["claims"][0]["known_from"]
    assert datetime.fromisoformat(moment).tzinfo == UTC
