"""Ages are counted when the file is read, to today or to its as-of moment, and said in words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from pipelines.paths import SQL
from pipelines.publication.ages import Age, ages, ages_in, newest
from pipelines.vocabulary.tables import vocabulary
from pipelines.warehouse import sqlfile

TODAY = datetime.now(UTC).date()


@pytest.fixture
def publication() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty publication with the tables that ages are read from."""
    with duckdb.connect() as connection:
        connection.execute("create schema marts; create schema vocabulary")
        for path in ("vocabulary/cadences", "interface/publication"):
            connection.execute(sqlfile.load(SQL / f"{path}.sql").statement)
        connection.executemany(
            "insert into vocabulary.cadences values (?, ?, ?)",
            [[row[name] or None for name in row] for row in vocabulary("cadences")],
        )
        connection.execute(
            "create table marts.overview_sources (source varchar, cadence varchar, claims bigint, "
            "last_item_stated varchar, last_item_latest_on date, ends_on date, "
            "ends_in_words varchar)"
        )
        connection.execute(sqlfile.load(SQL / "interface" / "ages.sql").statement)
        yield connection


def publish(connection: duckdb.DuckDBPyConnection, as_of: str | None = None) -> None:
    connection.execute(
        "insert into publication by name select ?::timestamptz as as_of, now() as published_at, "
        "'f' as fingerprint, 'v' as version, 's' as storage",
        [as_of],
    )


def source(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    until: str | None,
    cadence: str = "daily",
    ends_on: str | None = None,
    latest: str | None = None,
) -> None:
    """A source; `latest` is the latest day that `until` can mean, where it is not a day."""
    claims = 0 if until is None else 1
    connection.execute(
        "insert into marts.overview_sources values (?, ?, ?, ?, ?, ?, null)",
        [name, cadence, claims, until, latest or until, ends_on],
    )


def test_days_are_counted_to_today(publication):
    publish(publication)
    source(publication, "a", f"{TODAY - timedelta(days=53)}", "as_released")
    source(publication, "b", f"{TODAY - timedelta(days=1)}")
    source(publication, "c", f"{TODAY - timedelta(days=4)}")
    source(publication, "d", None)
    a, b, c = ages_in(publication)
    assert a == Age("a", f"data until {TODAY - timedelta(days=53)}, 53 days ago", False)
    assert b.says.endswith(", 1 day ago")
    assert (c.says.endswith(", 4 days ago (late)"), c.is_late) == (True, True)
    assert newest([a, b, c]) == b.says


def test_days_are_counted_to_the_as_of_moment(publication):
    publish(publication, "2026-02-10 00:00:00+00")
    source(publication, "a", "2026-02-05")
    assert ages_in(publication) == [Age("a", "data until 2026-02-05, 5 days ago (late)", True)]


@pytest.mark.parametrize(
    ("until", "latest", "says"),
    [
        ("2026-01", "2026-01-31", "data until 2026-01, at least 10 days ago"),
        ("2025", "2025-12-31", "data until 2025, at least 41 days ago"),
        ("2026-02", "2026-02-28", "data until 2026-02, at least 0 days ago"),
        ("2026-03-01", "2026-03-01", "data until 2026-03-01, 0 days ago"),
    ],
)
def test_a_reduced_date_is_as_old_as_its_last_possible_day(publication, until, latest, says):
    publish(publication, "2026-02-10 00:00:00+00")
    source(publication, "a", until, "irregular", latest=latest)
    assert [age.says for age in ages_in(publication)] == [says]


def test_a_source_that_has_ended_says_so_and_is_not_late(publication):
    publish(publication, "2026-02-10 00:00:00+00")
    source(publication, "a", "2026-01-01", ends_on="2026-01-01")
    says = "data until 2026-01-01, 40 days ago (ended on 2026-01-01)"
    assert ages_in(publication) == [Age("a", says, False)]


def test_a_file_of_an_older_version_has_no_ages(publication):
    publication.execute("drop view ages")
    assert ages_in(publication) == []


def test_a_fresh_publication_says_how_old_each_source_is(golden, ask_golden):
    found = {age.source: age for age in ages(golden.warehouse)}
    assert found["strike_register"].says.startswith("data until 2026-10-07, ")
    assert [age for age in found.values() if age.is_late] == []
    about = dict(ask_golden("select topic || ': ' || item, says from about"))
    newest_said = found["strike_register"].says.removeprefix("data until ")
    assert about["this file: data until"] == f"{newest_said}; `from ages` lists every source"
    assert "data until 2026-10-07, " in about["source: strike_register: what came in"]
