"""Tokens, numbers, times, language and speakers: what every family builds on."""

from datetime import UTC, date, datetime, time

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.sentence.attribution import speaker
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.language import language
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.when import DAY, MONTH, NIGHT, YEAR

PUBLISHED = datetime(2026, 2, 5, 6, 30, tzinfo=UTC)  # a Thursday, 08:30 in Kyiv


def read(text: str, lang: str = "uk", published: datetime | None = PUBLISHED) -> AnnotatedText:
    return AnnotatedText(Document("d", text, published, lang=lang))


def only(text: str, lang: str = "uk") -> Sentence:
    [sentence] = read(text, lang).sentences
    return sentence


def counted(text: str, lang: str) -> list[tuple[int | None, str]]:
    return [
        (quantity.value, quantity.qualifier)
        for sentence in read(text, lang).sentences
        for quantity in sentence.quantities
    ]


def test_a_naive_publication_time_is_refused() -> None:
    with pytest.raises(
        ValueError, match="d: published_at has no zone; give published_on for a day"
    ):
        Document("d", "", datetime(2026, 2, 5))


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("двадцять дев'ять дронів", "uk", 29),
        ("двадцать девять дронов", "ru", 29),
        ("двадцатью восемью дронами", "ru", 28),
        ("сто сорок два дрони", "uk", 142),
        ("трьома ракетами", "uk", 3),
        ("П’ЯТЬ дронів", "uk", 5),
        ("one hundred and five drones", "en", 105),
        ("ninety-three drones", "en", 93),
        ("two dozen drones", "en", 24),
        ("п'ятьма десятками дронів", "uk", 50),
        ("118-та дронами", "uk", 118),
        ("559-ти засобів", "uk", 559),
        ("1,100 drones", "en", 1100),
        ("1 100 дронів", "uk", 1100),
        ("1\u00a0100 дронів", "uk", 1100),
        ("1.5 thousand drones", "en", 1500),
        ("**61** БпЛА", "ru", 61),
        ("крилатi 3 ракети", "uk", 3),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, lang: str, value: int) -> None:
    assert counted(text, lang) == [(value, "exact")]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("понад 200 дронів", "uk", (200, "at_least")),
        ("до 17 дронів", "uk", (17, "up_to")),
        ("близько 50 дронів", "uk", (50, "about")),
        ("не менее 12 дронов", "ru", (12, "at_least")),
        ("at least six people", "en", (6, "at_least")),
        ("nearly 200 drones", "en", (200, "about")),
        ("dozens of drones", "en", (None, "about")),
        ("декілька дронів", "uk", (None, "about")),
    ],
)
def test_qualifiers_are_kept(text: str, lang: str, expected: tuple[int | None, str]) -> None:
    assert counted(text, lang) == [expected]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the 12th time", "en"),
        ("F-16 and MQ-9", "en"),
        ("Shahed-136/131", "en"),
        ("31 percent", "en"),
        ("100%", "en"),
        ("nearly 31 months", "en"),
        ("at 7:03 a.m.", "en"),
        ("у 2021 році", "uk"),
        ("26.09.2026", "uk"),
        ("https://t.me/mod_russia/48568", "ru"),
        ("Krasnodar Krai.[87] The", "en"),
        ("9М723", "uk"),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str, lang: str) -> None:
    assert counted(text, lang) == []


def test_a_range_has_an_upper_value() -> None:
    [quantity] = only("20-25 drones", "en").quantities
    assert (quantity.value, quantity.upper) == (20, 25)


def test_a_quantity_spans_its_qualifier() -> None:
    reading = read("понад 200 дронів")
    [quantity] = reading.sentences[0].quantities
    assert isinstance(quantity, Quantity)
    assert reading.quote(quantity.first, quantity.last) == "понад 200"


@pytest.mark.parametrize(
    ("text", "lang", "kind", "end", "precision"),
    [
        ("У ніч на 5 лютого", "uk", "night", date(2026, 2, 5), NIGHT),
        ("В ночь на 5 февраля", "ru", "night", date(2026, 2, 5), NIGHT),
        ("overnight into Tuesday", "en", "night", date(2026, 2, 3), NIGHT),
        ("on the night of February 3 to 4", "en", "night", date(2026, 2, 4), NIGHT),
        ("on the night of January 31 to February 1", "en", "night", date(2026, 2, 1), NIGHT),
        ("у ніч з 28 лютого на 1 березня 2025 року", "uk", "night", date(2025, 3, 1), NIGHT),
        ("У ніч на 01, березня", "uk", "night", date(2026, 3, 1), NIGHT),
        ("знищено 26.01.23", "uk", "date", date(2023, 1, 26), DAY),
        ("drones 2026-02-05", "en", "date", date(2026, 2, 5), DAY),
        ("Feb. 3", "en", "date", date(2026, 2, 3), DAY),
        ("3 February 2026", "en", "date", date(2026, 2, 3), DAY),
        ("yesterday", "en", "date", date(2026, 2, 4), DAY),
        ("January 23–24, 2026", "en", "range", date(2026, 1, 24), DAY),
        ("in March 2023", "en", "month", date(2023, 3, 31), MONTH),
        ("in December", "en", "month", date(2025, 12, 31), MONTH),
        ("drones in 2021", "en", "year", date(2021, 12, 31), YEAR),
    ],
)
def test_times_are_placed(text: str, lang: str, kind: str, end: date, precision: int) -> None:
    [when] = only(text, lang).whens
    assert (when.kind, when.end_on, when.precision) == (kind, end, precision)


def test_a_day_without_a_year_is_the_nearest_and_rather_past() -> None:
    assert only("31 грудня").whens[0].end_on == date(2025, 12, 31)
    assert only("20 лютого").whens[0].end_on == date(2026, 2, 20)
    assert only("5 серпня").whens[0].end_on == date(2025, 8, 5)


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        (
            "У ніч на 5 лютого (з 18:00 4 лютого)",
            "uk",
            datetime(2026, 2, 4, 16, tzinfo=UTC),
            None,
        ),
        (
            "Протягом дня 4 лютого (із 7.00 до 18.30)",
            "uk",
            datetime(2026, 2, 4, 5, tzinfo=UTC),
            datetime(2026, 2, 4, 16, 30, tzinfo=UTC),
        ),
        (
            "В период с 23.00 мск 4 февраля до 7.00 5 февраля",
            "ru",
            datetime(2026, 2, 4, 20, tzinfo=UTC),
            datetime(2026, 2, 5, 4, tzinfo=UTC),
        ),
        (
            "У ніч на 5 лютого (із 19.00 4 червня)",
            "uk",
            datetime(2026, 2, 4, 17, tzinfo=UTC),
            None,
        ),
        (
            "Збито (з 20.00 4.02 по 07.00 5.02)",
            "uk",
            datetime(2026, 2, 4, 18, tzinfo=UTC),
            datetime(2026, 2, 5, 5, tzinfo=UTC),
        ),
        (
            "С 20.10 мск до 23.25 мск",
            "ru",
            datetime(2026, 2, 4, 17, 10, tzinfo=UTC),
            datetime(2026, 2, 4, 20, 25, tzinfo=UTC),
        ),
    ],
)
def test_windows_are_placed_in_their_zone(
    text: str, lang: str, start: datetime, end: datetime | None
) -> None:
    [when] = only(text, lang).whens
    assert (when.start_at(), when.end_at()) == (start, end)


def test_midnight_may_be_written_as_24() -> None:
    [when] = only("4 лютого з 23.00 по 24.00").whens
    assert (when.end_on, when.end_time, when.part) == (date(2026, 2, 4), time(0), "to_midnight")


def test_nothing_is_placed_without_a_publication_or_a_full_date() -> None:
    [when] = read("У ніч на 7 лютого", published=None).sentences[0].whens
    assert when.end_on is None
    dated = read("29 September 2023. Drones came on May 25.", "en", published=None)
    assert dated.sentences[1].whens[0].end_on == date(2023, 5, 25)


def test_lines_that_run_on_are_one_sentence_and_items_are_not() -> None:
    reading = read("противник атакував \n118-та дронами\nтипу Shahed.\n- 3 ракети;\n- 2 БпЛА")
    shown = [(s.is_bullet, reading.quote(s.first, s.last)) for s in reading.sentences]
    assert shown == [
        (False, "противник атакував \n118-та дронами\nтипу Shahed."),
        (True, "3 ракети;"),
        (True, "2 БпЛА"),
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "17 ноября т.г. около 10.40 мск. У с. Любимовка тихо. The U.S. Army met Gen. Smith."
    assert len(read(text, "ru").sentences) == 3


def test_a_text_without_a_known_word_is_not_taken_apart() -> None:
    assert read("qwzx 123 ъъъ", "en").tokens == []


def test_markup_and_hidden_characters_do_not_move_an_offset() -> None:
    reading = read("**зби\u200bто** &nbsp;**5** \u200fБпЛА 🚀")
    [sentence] = reading.sentences
    assert [mark.value for mark in sentence.of("outcome")] == ["shot_down"]
    [quantity] = sentence.quantities
    assert reading.quote(quantity.first, quantity.last) == "5"


def test_look_alike_letters_are_one_word() -> None:
    latin_x, cyrillic_x = only("ракет X-101"), only("ракет Х-101")
    assert [mark.value for mark in latin_x.of("weapon")] == ["kh-101"]
    assert [mark.value for mark in cyrillic_x.of("weapon")] == ["kh-101"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Збито п'ять дронів над Києвом", "uk"),
        ("Сбиты пять дронов в воздухе, они были над областью", "ru"),
        ("The air force said it shot down five drones", "en"),
        ("Die Luftwaffe hat nach eigenen Angaben und Drohnen", "de"),
        ("Le forze russe hanno attaccato di notte il porto della", "it"),
        ("", "en"),
    ],
)
def test_the_language_shows_in_the_letters(text: str, lang: str) -> None:
    assert language(Document("d", text)) == lang


def test_a_given_language_wins() -> None:
    assert language(Document("d", "Збито дрон", lang="ru")) == "ru"


def test_the_speaker_beside_the_verb_of_saying_is_cited() -> None:
    reading = read("Ukraine's air force said on Monday that drones came. It said more came.", "en")
    found = speaker(reading, reading.sentences[0])
    assert found is not None and (found.name, found.side) == ("Ukrainian Air Force", "ukraine")
    again = speaker(reading, reading.sentences[1])
    assert again is not None and again.name == "Ukrainian Air Force"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russia could launch more", "hypothetical"),
        ("talks are set to resume", "planned"),
        ("since the start of the year", "cumulative"),
        ("on the anniversary of the raid", "commemorative"),
        ("no drones came", "negated"),
    ],
)
def test_stances_show(text: str, stance: str) -> None:
    assert only(text, "en").has("stance", stance)
