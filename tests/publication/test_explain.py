"""Where a number comes from: the golden story on the shipped registers, in every format."""

import dataclasses
import json
from datetime import UTC, date, datetime

import pytest

from pipelines.landing.archive import Archive
from pipelines.publication import render_explanation as footnotes
from pipelines.publication.explain import (
    METRICS,
    Answer,
    Change,
    Claim,
    Explanation,
    Figure,
    NothingToExplain,
    Publication,
    Quote,
    explain_event,
    explain_night,
    only_figure,
)
from tests.running import ledger_here

NIGHT = date(2026, 2, 5)

CLAIM = Claim(
    claim_id="c1",
    role="primary",
    reason="ranks first",
    is_counted=True,
    says={"launched": "183", "intercepted": "156"},
    about="national figure, drones",
    summary=None,
    quotes=(Quote("launched", "183 drones"), Quote("shot_down_or_suppressed", "156")),
    reported_by="Air Force",
    reporting_side="ukraine",
    source_type="official",
    attributed_to=None,
    report_ref="https://t.me/kpszsu/1",
    address="https://t.me/kpszsu/1",
    flags=(),
    published_stated="2026-02-05",
    source="ukraine_air_force",
    document_uri="inbox/ukraine_air_force/1.txt",
    document_sha256="ab" * 32,
    archive_path="archive/ab/" + "ab" * 32,
    locator="4:120",
    revision=1,
    known_from=datetime(2026, 2, 5, 6, tzinfo=UTC),
)

STORY = Explanation(
    family="strikes",
    event_id="strike-x",
    happened_stated="2026-02-05",
    figures=(
        Figure("launched", "183", 180, 183, True, "the official account"),
        Figure("intercepted", "156", 156, 156, False, "the official account"),
    ),
    note=None,
    regime=None,
    claims=(CLAIM,),
    changes=(
        Change("launched", datetime(2026, 2, 7, tzinfo=UTC), "changed", "180", "183"),
        Change("intercepted", datetime(2026, 2, 8, tzinfo=UTC), "stated", None, "156"),
    ),
)

ANSWER = Answer(
    "strike-x", None, (STORY,), Publication("warehouse.duckdb", "f" * 64, "2026-03-01", None)
)


# Addresses


def test_a_claim_begins_with_its_address_or_with_the_reason_that_there_is_none():
    without = dataclasses.replace(CLAIM, report_ref=None, address="The report was read as a text.")
    nothing = dataclasses.replace(CLAIM, report_ref=None, address=None)
    story = dataclasses.replace(STORY, claims=(CLAIM, without, nothing))
    lines = footnotes.as_text(dataclasses.replace(ANSWER, provenance=(story,))).splitlines()
    begins = lines.index("  Claims:") + 1
    assert lines[begins].strip() == "1. https://t.me/kpszsu/1"
    assert "   2. The report was read as a text." in lines
    assert "   3. no address is given" in lines


def test_a_footnote_cites_the_address_before_the_claimant():
    assert "Reported by: <https://t.me/kpszsu/1>, Air Force (ukraine" in footnotes.as_markdown(
        ANSWER
    )


def test_the_table_function_shows_the_address_first(ask_golden):
    rows = ask_golden("select * from explain('exchange-PX-2026-02-05')")
    assert rows
    addresses = {row[0] for row in rows if not row[0].startswith("https://")}
    assert addresses == {
        "The report was read as a text or an item of a feed that does not give its address."
    }


# The golden story


@pytest.mark.parametrize(
    ("metric", "value"),
    [("drones_launched", 183), ("drones_intercepted", 156), ("missiles_launched", 2)],
)
def test_the_golden_night_is_traced_to_its_post_and_its_bytes(golden, metric, value):
    answer = explain_night(golden.warehouse, NIGHT, metric)
    assert answer.value == value
    (explanation,) = answer.provenance
    (figure,) = explanation.figures
    assert (figure.value, figure.low, figure.high) == (str(value), value, value)
    assert figure.best_rule
    assert explanation.regime is not None
    (claim,) = (one for one in explanation.claims if one.role == "primary")
    assert claim.reported_by == "Air Force of Ukraine"
    assert claim.reporting_side == "ukraine"
    assert claim.role == "primary"
    assert claim.reason
    assert str(value) in [quote.words for quote in claim.quotes]
    bytes_kept = golden.data / claim.archive_path
    assert bytes_kept == Archive(golden.archive).path(claim.document_sha256)
    assert bytes_kept.exists()


def test_none_of_two_missiles_is_zero_and_not_unknown(golden):
    answer = explain_night(golden.warehouse, NIGHT, "missiles_intercepted")
    assert answer.value == 0
    assert answer.provenance[0].figures[0].value == "0"


def test_the_exchange_keeps_every_figure_and_names_the_mismatch(golden):
    (exchange,) = explain_event(golden.warehouse, "exchange-PX-2026-02-05").provenance
    said = {(figure, value) for claim in exchange.claims for figure, value in claim.says.items()}
    assert {
        ("to_russia", "157"), ("to_russia", "3"), ("to_ukraine", "150"), ("to_ukraine", "7"),
        ("to_ukraine", "157"), ("stated_total", "307"), ("stated_total", "314"),
    } <= said  # fmt: skip
    assert exchange.note is not None
    assert "states a total of 307" in exchange.note
    assert "add up to 317" in exchange.note
    total = next(figure for figure in exchange.figures if figure.name == "stated_total")
    assert (total.low, total.high, total.is_disputed) == (307, 314, True)


def test_poland_is_one_incident_with_counts_that_contradict(golden, ask_golden):
    ids = ask_golden(
        "select event_id from events.airspace "
        "where violated_state_iso3 = 'POL' and object_type = 'drone' "
        "and first_stated in ('2025-09-09', '2025-09-10')"
    )
    assert len(ids) == 1
    (incident,) = explain_event(golden.warehouse, ids[0][0], "object_count").provenance
    assert incident.figures[0].is_disputed
    counts = {claim.says["object_count"] for claim in incident.claims}
    assert {"19", "21", "23", "at least 8"} <= counts


@pytest.mark.parametrize("event_id", ["agreement-AG-NEWSTART"])
def test_an_agreement_is_explained_by_its_course(golden, event_id):
    (agreement,) = explain_event(golden.warehouse, event_id).provenance
    figures = {figure.name: figure.value for figure in agreement.figures}
    assert figures["status"] == "expired"
    assert "in_force from 2011-02-05 to 2026-02-05" in (figures["course"] or "")
    assert any("expired_on" in claim.says for claim in agreement.claims)


def test_the_abu_dhabi_round_is_explained_with_its_venue(golden, ask_golden):
    ((event_id,),) = ask_golden(
        "select event_id from events.negotiations "
        "where venue_city = 'Abu Dhabi' and started_stated = '2026-02-04'"
    )
    (talks,) = explain_event(golden.warehouse, event_id).provenance
    figures = {figure.name: figure.value for figure in talks.figures}
    assert figures["venue"] == "Abu Dhabi, ARE"
    assert talks.claims


def test_sql_and_the_command_agree(golden, ask_golden):
    (event,) = explain_event(golden.warehouse, "exchange-PX-2026-02-05").provenance
    rows = ask_golden(
        "select claim_id, document_sha256, note from marts.overview_provenance "
        "where event_id = 'exchange-PX-2026-02-05'"
    )
    answer = {(claim.claim_id, claim.document_sha256, event.note) for claim in event.claims}
    assert set(rows) == answer


def test_every_metric_names_a_column_of_the_daily_table(golden, ask_golden):
    columns = {name for name, *_ in ask_golden("describe marts.strikes_daily")}
    assert {column for *_, column in METRICS.values()} <= columns


# What there is nothing to say of


def test_an_unknown_id_is_answered_with_the_nearest(golden):
    with pytest.raises(NothingToExplain) as error:
        explain_event(golden.warehouse, "strike-2026-02-05-nigth-RUS-UKR-drone")
    assert "no such event" in str(error.value)
    assert "strike-2026-02-05-night-RUS-UKR-drone" in str(error.value)


def test_a_night_without_reports_is_answered_with_the_nearest_nights(golden):
    with pytest.raises(NothingToExplain, match=r"1999-01-01: nothing is reported.*2022-"):
        explain_night(golden.warehouse, date(1999, 1, 1), "drones_launched")


def test_an_unknown_metric_is_answered_with_the_known_ones(golden):
    with pytest.raises(NothingToExplain, match=r"tanks_lost: not a metric.*drones_launched"):
        explain_night(golden.warehouse, NIGHT, "tanks_lost")


def test_a_figure_an_event_does_not_have_is_answered_with_those_it_has():
    with pytest.raises(NothingToExplain, match="has no figure 'killed'; it has launched"):
        only_figure(STORY, "killed")


def test_one_figure_keeps_only_what_concerns_it():
    one = only_figure(STORY, "launched")
    assert [figure.name for figure in one.figures] == ["launched"]
    assert one.claims[0].says == {"launched": "183"}
    assert [change.figure for change in one.changes] == ["launched"]


# Printing


def test_text_names_claim_words_document_and_changes():
    text = footnotes.as_text(ANSWER)
    assert "183 (180 to 183)  DISPUTED" in text
    assert "Air Force (ukraine, official), 2026-02-05: launched 183; intercepted 156" in text
    assert "“183 drones”" in text
    assert f"archive/ab/{'ab' * 32}" in text
    assert "launched changed from 180 to 183 as of 2026-02-07T00:00:00+00:00" in text
    assert "intercepted stated from nothing to 156" in text
    assert f"sha256 {'f' * 64}, as known on 2026-03-01" in text


def test_text_and_footnote_show_a_mismatch():
    story = dataclasses.replace(STORY, note="A states 307, parts make 317")
    answer = dataclasses.replace(ANSWER, provenance=(story,))
    assert "MISMATCH: A states 307, parts make 317" in footnotes.as_text(answer)
    assert "Contradiction: A states 307, parts make 317" in footnotes.as_markdown(answer)


def test_markdown_is_a_number_with_its_footnote():
    first, note, *_ = footnotes.as_markdown(ANSWER).split("\n\n")
    assert first == "launched: **183 (180 to 183)**[^strike-x-launched]"
    assert note.startswith("[^strike-x-launched]: Conflict Ledger, event `strike-x`")
    assert "\n" not in note
    assert "<https://t.me/kpszsu/1>, Air Force" in note
    assert "launched “183 drones”, 4:120 of document" in note
    assert "156" not in note
    assert f"document sha256 `{'ab' * 32}`" in note
    assert note.endswith(f"sha256 {'f' * 64}, as known on 2026-03-01.")


def test_json_holds_everything_with_moments_in_utc():
    answer = json.loads(footnotes.as_json(ANSWER))
    (event,) = answer["provenance"]
    assert event["figures"][0] == {
        "name": "launched", "value": "183", "low": 180, "high": 183, "is_disputed": True,
        "best_rule": "the official account",
    }  # fmt: skip
    assert event["claims"][0]["known_from"] == "2026-02-05T06:00:00+00:00"
    assert event["claims"][0]["quotes"][0] == {"field": "launched", "words": "183 drones"}
    assert answer["publication"]["sha256"] == "f" * 64


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (Figure("f", "157", 157, 157, False, None), "157"),
        (Figure("f", "0", 0, 0, False, None), "0"),
        (Figure("f", None, 307, 314, True, None), "307 to 314"),
        (Figure("f", None, 400, None, False, None), "at least 400"),
        (Figure("f", "400", 400, None, False, None), "400 or more"),
        (Figure("f", "17", None, 17, False, None), "17 or fewer"),
        (Figure("f", None, None, 17, False, None), "at most 17"),
        (Figure("f", "expired", None, None, False, None), "expired"),
    ],
)
def test_a_value_is_printed_with_its_range(figure, printed):
    story = Explanation("strikes", "e", None, (figure,), None, None, (), ())
    answer = Answer("e", None, (story,), ANSWER.publication)
    assert f"f: **{printed}**[^e-f]" in footnotes.as_markdown(answer)


# The command


def test_the_command_prints_every_format_and_fails_clearly(golden, capsys):
    asked = ("explain", "--night", "2026-02-05", "--metric", "drones_launched")
    text = ledger_here(capsys, golden.data, *asked)
    assert text.returncode == 0, text.stderr
    assert text.stdout.startswith("drones_launched, night of 2026-02-05: 183\n")
    answer = json.loads(ledger_here(capsys, golden.data, *asked, "--format", "json").stdout)
    assert answer["value"] == 183
    assert (
        answer["publication"]["sha256"]
        == json.loads(golden.warehouse.with_suffix(".json").read_text())["sha256"]
    )
    assert "[^strike-" in ledger_here(capsys, golden.data, *asked, "--format", "markdown").stdout

    unknown = ledger_here(capsys, golden.data, "explain", "strike-1")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "no such event; the nearest ids are" in unknown.stderr
    neither = ledger_here(capsys, golden.data, "explain")
    assert neither.returncode == 1
    assert "name one event, or a night" in neither.stderr


def test_nothing_published_is_said(tmp_path, capsys):
    ran = ledger_here(capsys, tmp_path, "explain", "strike-1")
    assert ran.returncode == 1
    assert "nothing is published there; run `ledger refresh`" in ran.stderr
