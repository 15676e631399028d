"""Days, nights, windows and clock times of a sentence."""

from datetime import UTC, date, datetime, time

import pytest

from pipelines.extraction.text.when import DAY, MONTH, NIGHT, YEAR
from tests.extraction.annotating import annotated, only_sentence


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
    [when] = only_sentence(text, lang).whens
    assert (when.kind, when.end_on, when.precision) == (kind, end, precision)


def test_a_day_without_a_year_is_the_nearest_and_rather_past() -> None:
    assert only_sentence("31 грудня").whens[0].end_on == date(2025, 12, 31)
    assert only_sentence("20 лютого").whens[0].end_on == date(2026, 2, 20)
    assert only_sentence("5 серпня").whens[0].end_on == date(2025, 8, 5)


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
    [when] = only_sentence(text, lang).whens
    assert (when.start_at(), when.end_at()) == (start, end)


def test_midnight_may_be_written_as_24() -> None:
    [when] = only_sentence("4 лютого з 23.00 по 24.00").whens
    assert (when.end_on, when.end_time, when.part) == (date(2026, 2, 4), time(0), "to_midnight")


def test_nothing_is_placed_without_a_publication_or_a_full_date() -> None:
    [when] = annotated("У ніч на 7 лютого", published=None).sentences[0].whens
    assert when.end_on is None
    dated = annotated("29 September 2023. Drones came on May 25.", "en", published=None)
    assert dated.sentences[1].whens[0].end_on == date(2023, 5, 25)


@pytest.mark.parametrize(
    "text",
    [
        "збито 1.1.99999999999999999999 дронів",
        f"збито 1.{'9' * 5000}.2026 дронів",
        f"у ніч на {'9' * 5000}.12 дронів",
        f"о 01{'1' * 5000} вечора дронів",
    ],
)
def test_numbers_too_long_for_a_date_are_none(text: str) -> None:
    assert not any(when.is_explicit for when in only_sentence(text).whens)


def test_29_february_of_a_year_without_one_is_no_date() -> None:
    in_2024 = datetime(2024, 3, 1, tzinfo=UTC)
    text = annotated("29 лютого - 5 березня 2026 року", published=in_2024)
    [when] = text.sentences[0].whens
    assert (when.start_on, when.end_on) == (date(2026, 3, 5), date(2026, 3, 5))
