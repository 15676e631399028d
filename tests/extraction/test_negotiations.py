"""Rounds of talks read from sentences of the kinds the press writes; rounds are real."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.document import Document
from pipelines.extraction.negotiations.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "data" / "golden" / "article.txt"


def read(text: str, published: str | None = "2026-02-05", lang: str = "en"):
    on = dt.date.fromisoformat(published) if published else None
    return [
        dict(claim.values)
        for claim in claims(AnnotatedText(Document("t", text, published_on=on, lang=lang)))
    ]


def only(text: str, published: str | None = "2026-02-05", lang: str = "en"):
    (values,) = read(text, published, lang)
    return values


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Russia and Ukraine held a third round of talks in Istanbul on Wednesday.", "en"),
        ("The third round of Russia-Ukraine talks took place in Istanbul on July 23.", "en"),
        ("Ukrainian and Russian negotiators met in Istanbul on Wednesday for a third round.", "en"),
        ("23 липня у Стамбулі відбувся третій раунд переговорів України та Росії.", "uk"),
        ("В Стамбуле 23 июля состоялся третий раунд переговоров России и Украины.", "ru"),
    ],
)
def test_venue_parties_number_and_day(text, lang):
    values = only(text, "2025-07-24", lang)
    assert (values["venue_city"], values["venue_iso3"]) == ("Istanbul", "TUR")
    assert values["parties"] == ["RUS", "UKR"]
    assert values["round_no"] == 3
    assert (values["started_stated"], values["ended_stated"]) == ("2025-07-23", "2025-07-23")
    assert values["format"] == "bilateral"


@pytest.mark.parametrize(
    "words, start, end",
    [
        ("concluded a second day of talks in Abu Dhabi on Thursday", "2026-02-04", "2026-02-05"),
        ("held talks in Abu Dhabi on February 4 and 5", "2026-02-04", "2026-02-05"),
        ("began talks in Abu Dhabi on Wednesday", "2026-02-04", None),
        ("held talks in Abu Dhabi on Thursday", "2026-02-05", "2026-02-05"),
        ("ended two days of talks in Abu Dhabi on Thursday", "2026-02-04", "2026-02-05"),
    ],
)
def test_first_and_last_day(words, start, end):
    values = only(f"US, Ukrainian and Russian delegations {words}.")
    assert (values["started_stated"], values["ended_stated"]) == (start, end)
    assert values["parties"] == ["RUS", "UKR", "USA"]
    assert values["format"] == "trilateral"


def test_the_day_somebody_spoke_is_not_the_day_of_the_talks():
    text = (
        "Talks between Ukraine, Russia and the United States in Abu Dhabi were constructive, a"
        " Kremlin official said Monday. The talks held on Friday and Saturday covered land."
    )
    values = only(text, "2026-01-26")
    assert (values["started_stated"], values["ended_stated"]) == ("2026-01-23", "2026-01-24")


def test_mediator_is_no_party():
    values = only("Russia and Ukraine began US-mediated talks in Geneva on Tuesday.", "2026-02-17")
    assert (values["parties"], values["mediators"]) == (["RUS", "UKR"], ["USA"])


def test_host_is_no_mediator():
    values = only("Russia and Ukraine held talks in Istanbul on Monday. Turkey hosted them.",
                  "2025-06-02")  # fmt: skip
    assert (values["mediators"], values["host_iso3"]) == ([], "TUR")


def test_talks_with_somebody_are_talks_of_both():
    text = (
        "Vladimir Putin held five hours of talks with US envoy Steve Witkoff in Moscow on Tuesday."
    )
    assert only(text, "2025-12-03")["parties"] == ["RUS", "USA"]


def test_country_without_a_city_finds_the_city_beside_it():
    text = "US and Russian officials began talks in Saudi Arabia on Tuesday. Rubio is in Riyadh."
    values = only(text, "2025-02-18")
    assert (values["venue_city"], values["venue_iso3"]) == ("Riyadh", "SAU")


def test_heads_of_delegation():
    text = (
        "Ukraine and Russia held talks in Istanbul on June 2. Ukraine's delegation was led by"
        " Rustem Umerov and Russia's by Vladimir Medinsky."
    )
    assert only(text, "2025-06-02")["delegation_heads"] == [
        {"party": "RUS", "name": "Vladimir Medinsky"},
        {"party": "UKR", "name": "Rustem Umerov"},
    ]


def test_two_rounds_in_one_text_stay_two():
    text = (
        "The second round of talks between Ukraine, Russia and the US commenced in Abu Dhabi on"
        " February 4, 2026. It follows an initial round held in Abu Dhabi on January 23-24, 2026."
    )
    found = {
        (each["round_no"], each["started_stated"], each["ended_stated"]) for each in read(text)
    }
    assert found == {(2, "2026-02-04", None), (1, "2026-01-23", "2026-01-24")}


def test_two_rounds_in_one_sentence_are_two():
    text = (
        "The first round of trilateral talks of Ukraine, Russia and the US was held in Abu Dhabi on"
        " Jan. 23-24, with the second round taking place Feb. 4-5."
    )
    found = {
        (each["round_no"], each["started_stated"], each["ended_stated"]) for each in read(text)
    }
    assert found == {(1, "2026-01-23", "2026-01-24"), (2, "2026-02-04", "2026-02-05")}


def test_venue_of_earlier_talks_is_not_that_of_these():
    text = (
        "Talks among Ukraine, the US and Russia were held in Geneva on Wednesday. This was the"
        " third round of talks, following sessions in Abu Dhabi."
    )
    values = only(text, "2026-02-18")
    assert (values["venue_city"], values["round_no"]) == ("Geneva", 3)


def test_day_of_an_exchange_is_not_that_of_the_talks_behind_it():
    text = (
        "Russia and Ukraine last carried out a prisoner exchange on Oct. 2, 2025, under deals"
        " reached in Istanbul, which hosted three rounds of direct talks."
    )
    assert read(text) == []


def test_two_rounds_at_one_venue_stay_two():
    text = (
        "The second round of talks between Russia and Ukraine in Istanbul on June 2 ended. On May"
        " 16, the first direct talks in more than three years took place in Istanbul."
    )
    found = {(each["started_stated"], each["ended_stated"]) for each in read(text, "2025-06-02")}
    assert found == {("2025-06-02", "2025-06-02"), ("2025-05-16", "2025-05-16")}


def test_preview_reports_no_round():
    text = (
        "The second round of talks between Russia and Ukraine will take place in Istanbul on June"
        " 2. The head of the delegation to the Istanbul talks, Rustem Umerov, made a call."
    )
    assert read(text, "2025-05-28") == []


def test_trilateral_talks_have_three_sides():
    text = (
        "Trilateral peace talks of Ukraine and Russia concluded in Abu Dhabi on February 5. Steve"
        " Witkoff led the American delegation."
    )
    assert only(text)["parties"] == ["RUS", "UKR", "USA"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Ukraine will hold talks in Istanbul on Wednesday.",
        "A new round of Ukraine-Russia talks is planned in Geneva for next week.",
        "Talks between Russia and Ukraine in Istanbul could resume soon.",
        "Ukraine proposed talks with Russia in Istanbul.",
        "Plans for a summit of Trump and Putin in Budapest were put on hold on Tuesday.",
        "The Kremlin said on Monday that Kyiv and Moscow disagree.",
        "Polish leaders met Zelensky in Warsaw on Friday.",
        "Two previous rounds of negotiations in Abu Dhabi failed to produce a breakthrough.",
        "Putin and Zelensky have not met.",
        "Moscow and Washington want talks.",
    ],
)
def test_no_round(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Третій раунд переговорів України та Росії відбудеться у Стамбулі в середу.", "uk"),
        ("Третий раунд переговоров России и Украины пройдет в Стамбуле в среду.", "ru"),
    ],
)
def test_no_round_in_the_future_tense(text, lang):
    assert read(text, lang=lang) == []


def test_news_without_a_date_is_kept_undated():
    text = "Ukrainian and Russian negotiators met Tuesday in Geneva to resume US-brokered talks."
    values = only(text, None)
    assert (values["started_stated"], values["venue_city"]) == (None, "Geneva")


def test_month_of_an_invasion_is_not_the_month_of_talks():
    text = (
        "Russia and Ukraine held talks in Geneva. The talks are the latest attempt to end the war"
        " since the invasion in February 2022."
    )
    assert only(text)["started_stated"] is None


@pytest.mark.skipif(not GOLDEN.is_file(), reason="the golden article is not beside the checkout")
def test_golden_article_gives_the_round_with_both_days():
    values = only(GOLDEN.read_text(encoding="utf-8"), "2026-02-06")
    assert (values["started_stated"], values["ended_stated"]) == ("2026-02-04", "2026-02-05")
    assert (values["venue_city"], values["host_iso3"]) == ("Abu Dhabi", "ARE")
    assert values["parties"] == ["RUS", "UKR", "USA"]


PIECES = st.sampled_from(
    [
        *("Russia", "Ukraine and", "US", "held talks", "met", "in Istanbul", "in Geneva", "round"),
        *("on Monday", "February 4 and 5", "second", "led by", "Umerov", "will", ",", ".", "\n"),
        *("переговори", "у Стамбулі", "\u200e", "\u2060", "🤝", "&lt;", "2026"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_quote_stands_at_its_offsets(words, lang):
    text = " ".join(words)
    on = dt.date(2026, 2, 5)
    for claim in claims(AnnotatedText(Document("t", text, published_on=on, lang=lang))):
        assert claim.evidence
        for evidence in claim.evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian delegates met the Turkish president in Ankara on Wednesday before talks with"
        " Russia.",
        "Talks between Russia and Armenia were held in Moscow on Wednesday, Kyiv noted.",
        "A second round of talks between Russia and Ukraine was scheduled for Wednesday in Riyadh.",
        "After months of negotiations Ukraine and the United States signed a deal in Washington"
        " on Wednesday.",
    ],
)
def test_tables_of_others_and_plans_are_no_rounds(text):
    assert read(text) == []


def test_what_talks_are_about_is_no_party():
    text = "Putin and Trump met in Anchorage on August 15 for talks on the war in Ukraine."
    assert only(text, "2025-08-16")["parties"] == ["RUS", "USA"]


def test_day_of_a_statement_with_that_is_not_that_of_the_talks():
    text = "A spokesman told reporters on Monday that Russia and Ukraine held talks in Istanbul."
    assert only(text)["started_stated"] is None


def test_two_meetings_in_a_sentence_share_no_day():
    text = (
        "The Florida meeting of Ukraine and the United States comes days after Putin met Witkoff"
        " in Moscow on Tuesday."
    )
    assert all(each["venue_city"] != "Miami" for each in read(text, "2025-12-05"))


def test_month_alone_dates_no_round():
    text = "Russia and Ukraine agreed on a swap during talks in Istanbul in June."
    assert read(text, "2025-08-19") == []


def test_city_that_hosted_is_the_venue():
    text = "On February 18 Riyadh hosted talks between Russia and the United States."
    values = only(text, "2025-03-01")
    assert (values["venue_city"], values["started_stated"]) == ("Riyadh", "2025-02-18")


def test_length_of_talks_counts_back_only_from_their_end():
    text = "Russia and Ukraine met in Istanbul for two days, on July 23, for talks."
    assert only(text, "2025-07-25")["started_stated"] == "2025-07-23"


def test_name_of_a_channel_is_no_round():
    text = (
        "The US and Russia agreed in Abu Dhabi on Thursday to restore military-to-military talks."
    )
    assert read(text) == []


def test_today_in_a_quotation_dates_no_round():
    text = "“Russia and Ukraine held talks in Istanbul today,” the minister wrote."
    assert only(text)["started_stated"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Delegations from Russia, Ukraine and the United States met in Geneva, Switzerland, on"
        " February 17 and 18, 2026, for the third round of trilateral peace talks.",
        "The third round of trilateral talks involving Ukraine, the US and Russia took place in"
        " Geneva on February 17-18 after two rounds in Abu Dhabi.",
    ],
)
def test_rounds_that_went_before_hide_no_round(text):
    values = only(text, "2026-02-19")
    assert (values["venue_city"], values["round_no"]) == ("Geneva", 3)
    assert (values["started_stated"], values["ended_stated"]) == ("2026-02-17", "2026-02-18")
    assert values["parties"] == ["RUS", "UKR", "USA"]


def test_host_of_the_first_rounds_is_not_that_of_the_third():
    text = (
        "Ukrainian and Russian delegations met Tuesday for the third round of talks, the first two"
        " rounds of which were held in the United Arab Emirates."
    )
    assert read(text, "2026-02-18") == []


def test_talks_something_else_happened_during_are_no_news():
    text = (
        "The violence goes on despite recent peace talks between Russia and Ukraine. It coincides"
        " with exchanges facilitated during talks in Istanbul."
    )
    assert read(text, "2025-06-10") == []
