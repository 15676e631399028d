"""The days that a sentence states, and the sentences that open a text."""

from pipelines.extraction.sentence.placing import (
    days,
    days_not_after,
    has_future_day,
    is_lead,
    nearest_day,
)
from tests.extraction.annotating import annotated

FRONT_MATTER = "---\ndate: 2026-02-05\n---\n"


def test_days_are_stated_as_exactly_as_the_text_states_them() -> None:
    text = annotated("It was signed in 2010, extended in March 2021 and ended on Feb. 4.", "en")
    found = days(text, text.sentences[0])
    assert [day.start for day in found] == ["2010", "2021-03", "2026-02-04"]
    assert [day.is_exact for day in found] == [False, False, True]


def test_a_span_of_days_is_a_range() -> None:
    text = annotated("Talks were held in Geneva on February 4-5, 2026.", "en")
    (day,) = days(text, text.sentences[0])
    assert (day.start, day.end, day.is_range) == ("2026-02-04", "2026-02-05", True)


def test_a_day_after_publication_is_a_plan() -> None:
    text = annotated("Talks follow on February 17, 2026.", "en")
    assert days(text, text.sentences[0]) == []
    assert has_future_day(text, text.sentences[0])


def test_the_date_in_front_matter_is_no_day_of_the_text() -> None:
    text = annotated(f"{FRONT_MATTER}Talks were held on February 4, 2026.", "en")
    found = [day.start for sentence in text.sentences for day in days(text, sentence)]
    assert found == ["2026-02-04"]


def test_a_day_right_after_a_mark_of_another_event_is_left_out() -> None:
    text = annotated("A deal was reached on February 2, and the swap was on February 4.", "en")
    sentence = text.sentences[0]
    left = days_not_after(days(text, sentence), sentence.of("other_event"))
    assert [day.start for day in left] == ["2026-02-04"]


def test_a_written_date_is_nearer_than_a_word_that_only_publication_dates() -> None:
    text = annotated("Overnight drones came, and on February 2 talks were held.", "en")
    found = days(text, text.sentences[0])
    assert len(found) == 2
    nearest = nearest_day(found, found[0].first)
    assert nearest is not None and nearest.start == "2026-02-02"
    assert nearest_day([], 0) is None


def test_only_the_first_lines_of_the_body_open_a_text() -> None:
    text = annotated(f"{FRONT_MATTER}Talks were held. " + "The front did not move. " * 30, "en")
    leads = [is_lead(text, sentence) for sentence in text.sentences]
    assert leads[0] and not leads[-1]
    assert leads == sorted(leads, reverse=True)
