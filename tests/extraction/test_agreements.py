"""Changes of agreements read from sentences of the kinds the press writes; dates are real."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.agreements.claims import claims
from pipelines.extraction.agreements.known import agreements
from pipelines.extraction.document import Document
from pipelines.extraction.text.annotation import AnnotatedText

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLDEN = SHARED / "data" / "golden" / "article.txt"
FACTS = SHARED / "facts" / "agreements.csv"
CHANNEL = "US-Russia military-to-military dialogue"
# The register's source writes the channel's name with the rank of those who talk.
RENAMED = {CHANNEL}


def read(text, published="2026-02-06", lang="en"):
    on = dt.date.fromisoformat(published) if published else None
    return claims(AnnotatedText(Document("t", text, published_on=on, lang=lang)))


def told(text, published="2026-02-06", lang="en"):
    return {
        tuple(claim.values[name] for name in ("name", "event", "event_stated"))
        for claim in read(text, published, lang)
    }


@pytest.mark.parametrize(
    "text, lang",
    [
        ("New START expired on Thursday.", "en"),
        ("The New START treaty between Washington and Moscow lapsed on February 5.", "en"),
        ("The last remaining US-Russia nuclear arms treaty expired on February 5, 2026.", "en"),
        ("The last treaty limiting nuclear arsenals expired on Thursday.", "en"),
        ("5 лютого сплив термін дії договору про СНВ, New START.", "uk"),
        ("Договор СНВ-3 прекратил действие 5 февраля 2026 года.", "ru"),
    ],
)
def test_treaty_expires_by_its_name_or_its_description(text, lang):
    assert told(text, lang=lang) == {("New START", "expired", "2026-02-05")}


def test_each_change_takes_its_own_date():
    text = (
        "New START, which took effect in 2011 and was extended in 2021, expired on Thursday. The"
        " treaty was signed on April 8, 2010."
    )
    assert told(text) == {
        ("New START", "entered_into_force", "2011"),
        ("New START", "extended", "2021"),
        ("New START", "expired", "2026-02-05"),
        ("New START", "signed", "2010-04-08"),
    }


@pytest.mark.parametrize(
    "text, lang",
    [
        (
            "The US and Russia agreed on Thursday to restore the military-to-military dialogue"
            " suspended in 2021.",
            "en",
        ),
        (
            "Washington and Moscow agreed on February 5 to re-establish high-level"
            " military-to-military dialogue. It was suspended in 2021.",
            "en",
        ),
        ("США та Росія 5 лютого домовилися відновити військовий діалог, призупинений у 2021 році.",
         "uk"),
    ],
)  # fmt: skip
def test_channel_restored_and_since_when_it_was_suspended(text, lang):
    assert told(text, lang=lang) == {
        (CHANNEL, "restored", "2026-02-05"),
        (CHANNEL, "suspended", "2021"),
    }


def test_law_is_signed_and_treaty_is_suspended():
    text = "Putin signed a law on Tuesday suspending participation in New START."
    assert told(text, "2023-02-28") == {("New START", "suspended", "2023-02-28")}


def test_withdrawal_and_notice_are_events_of_their_own():
    text = "The United States formally withdrew from the Open Skies Treaty on Sunday."
    assert told(text, "2020-11-22") == {("Treaty on Open Skies", "withdrawn", "2020-11-22")}


@pytest.mark.parametrize(
    "published, name",
    [("2025-04-19", "Easter truce April 2025"), ("2026-04-11", "Easter truce April 2026")],
)
def test_recurring_name_is_told_apart_by_its_date(published, name):
    found = told("Putin announced an Easter truce on Saturday.", published)
    assert found == {(name, "proposed", published)}


@pytest.mark.parametrize(
    "text",
    [
        "The New START treaty is set to expire on February 5.",
        "New START will expire on Thursday unless it is extended.",
        "New START has not been extended.",
        "Russia refused to extend New START on Thursday.",
        "Moscow may suspend New START.",
        "New START expires.",
        "New START was violated, Washington alleged.",
        "The treaty expired on Thursday.",
        "A ceasefire was proposed on Thursday.",
        "Trump rejected an offer on Thursday to keep the limits of New START.",
        "The parties discussed extending New START on Thursday.",
        "Ukraine and Russia agreed on Thursday to exchange prisoners.",
    ],
)
def test_no_change(text):
    assert told(text, "2026-02-05") == set()


def test_term_of_a_treaty_is_no_date_of_its_extension():
    text = "New START entered into force on February 5, 2011 and was extended until February 2026."
    assert told(text, "2026-03-01") == {("New START", "entered_into_force", "2011-02-05")}


def test_day_of_a_plan_is_not_that_of_the_change_before_it():
    text = (
        "Russia suspended the grain deal on Monday. It had been extended several times, but was"
        " due to expire on Monday."
    )
    name = "Black Sea Grain Initiative"
    assert told(text, "2023-07-17") == {(name, "suspended", "2023-07-17")}


def test_change_without_a_date_is_no_claim():
    assert told("New START has expired.") == set()


def test_more_exact_date_of_one_change_is_kept():
    text = "New START was signed in 2010. The treaty was signed on April 8, 2010 in Prague."
    assert told(text) == {("New START", "signed", "2010-04-08")}


def test_kind_and_parties_come_with_the_name():
    (claim,) = read("New START expired on Thursday.")
    assert (claim.values["kind"], claim.values["parties"]) == ("treaty", ["RUS", "USA"])
    assert {evidence.field for evidence in claim.evidence} == {"name", "event", "event_stated"}


@pytest.mark.skipif(not FACTS.is_file(), reason="the fact tables are not beside the checkout")
def test_known_names_are_the_names_of_the_register():
    with FACTS.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert set(agreements()) - RENAMED <= names


@pytest.mark.skipif(not GOLDEN.is_file(), reason="the golden article is not beside the checkout")
def test_golden_article():
    assert told(GOLDEN.read_text(encoding="utf-8")) == {
        ("New START", "expired", "2026-02-05"),
        (CHANNEL, "suspended", "2021"),
        (CHANNEL, "restored", "2026-02-05"),
    }


PIECES = st.sampled_from(
    [
        *("New START", "expired", "on Thursday", "in 2010", "signed", "the treaty", "was", "last"),
        *("nuclear", "treaty", "since 2021", "military dialogue", "suspended", ",", ".", "\n"),
        *("СНВ-3", "истек", "5 февраля", "\u202b", "\u00ad", "☢", "&quot;", "not"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_quote_stands_at_its_offsets(words, lang):
    text = " ".join(words)
    for claim in read(text, lang=lang):
        assert claim.values["event_stated"]
        for evidence in claim.evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Russia said on Thursday it was against extending the Black Sea grain deal.",
        "The energy truce, introduced on March 18, ended.",
        "Hamas and Israel announced a three-day truce on April 30.",
    ],
)
def test_refusals_other_verbs_and_other_wars_change_nothing(text):
    assert told(text, "2025-05-01") == set()


def test_change_goes_before_the_law_about_it():
    text = (
        "Putin signed a law on Tuesday suspending participation in New START."
        " Russia suspended New START on February 21."
    )
    assert told(text, "2023-02-28") == {("New START", "suspended", "2023-02-21")}


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Russia has withdrawn from the deal that allowed Ukraine to export grain. Speaking on"
            " 17 July, a spokesman said Moscow would not agree to extend it.",
            "2023-07-17",
            {("Black Sea Grain Initiative", "withdrawn", "2023-07-17")},
        ),
        (
            "The announcement coincides with the lapse of the New START treaty on February 5.",
            "2026-02-05",
            {("New START", "expired", "2026-02-05")},
        ),
        (
            "Russia suspended the Strategic Offensive Arms Treaty on Tuesday.",
            "2023-02-21",
            {("New START", "suspended", "2023-02-21")},
        ),
        (
            "The deal, which Russia left, let Ukraine export grain. Officials spoke on 17 July.",
            "2023-07-18",
            set(),
        ),
    ],
)
def test_treaties_described_and_dated_by_the_teller(text, published, expected):
    assert told(text, published) == expected
