"""Changes between two publications by event and figure, the weightiest first."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from pipelines.publication.notice import KINDS, Noticed, noticed

Row = tuple[str, str, str | None, int | None, int | None, bool]
"""Event, figure, value, low, high, whether sources differ."""


@pytest.fixture
def changes() -> Iterator[Callable[[list[Row], list[Row]], list[Noticed]]]:
    with duckdb.connect() as connection:

        def compared(before: list[Row], after: list[Row]) -> list[Noticed]:
            for name, rows in (("before", before), ("after", after)):
                connection.execute(f"attach or replace ':memory:' as {name}")
                connection.execute(f"create schema {name}.marts")
                connection.execute(
                    f"create table {name}.marts.overview_figures (family text, event_id text, "
                    "happened_stated text, figure text, value text, low int, high int, "
                    "is_disputed boolean)"
                )
                for event, figure, *values in rows:
                    connection.execute(
                        f"insert into {name}.marts.overview_figures "
                        "values ('strikes', ?, '2026-02-05', ?, ?, ?, ?, ?)",
                        [event, figure, *values],
                    )
            return noticed(connection)

        yield compared


SAME: Row = ("same", "launched", "5", 5, 5, False)


@pytest.mark.parametrize(
    ("before", "after", "kind", "figure", "words"),
    [
        ([("a", "launched", "5", 5, 5, False)], [("a", "launched", "6", 5, 6, True)],
         "value", "launched", ("5", "6")),
        ([("a", "launched", None, 5, None, False)], [("a", "launched", "5", 5, 5, False)],
         "value", "launched", (None, "5")),
        ([("a", "launched", "5", 5, 5, False)], [("a", "launched", "5", 4, 5, True)],
         "range or dispute", "launched", ("5 to 5, not disputed", "4 to 5, disputed")),
        ([], [("a", "launched", "5", 5, 5, False)], "new event", None, (None, "launched 5")),
        ([("a", "launched", "5", 5, 5, False), ("a", "down", None, 1, None, False)], [],
         "vanished event", None, ("down 1 to ?, not disputed; launched 5", None)),
        ([("a", "launched", "5", 5, 5, False)],
         [("a", "launched", "5", 5, 5, False), ("a", "down", "3", 3, 3, False)],
         "value", "down", (None, "3")),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words(changes, before, after, kind, figure, words) -> None:
    (one,) = changes([SAME, *before], [SAME, *after])
    assert (one.kind, one.event_id, one.figure) == (kind, "a", figure)
    assert (one.before, one.after) == words


def test_equal_publications_have_no_changes(changes) -> None:
    assert changes([SAME], [SAME]) == []


def test_changed_values_come_first(changes) -> None:
    before: list[Row] = [
        ("gone", "launched", "5", 5, 5, False),
        ("range", "launched", "5", 5, 5, False),
        ("value", "launched", "5", 5, 5, False),
    ]
    after: list[Row] = [
        ("new", "launched", "5", 5, 5, False),
        ("range", "launched", "5", 5, 6, False),
        ("value", "launched", "6", 6, 6, False),
    ]
    found = changes(before, after)
    assert [one.kind for one in found] == list(KINDS)
