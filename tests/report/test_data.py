"""What the page reads: rows of its queries, single events that may not be passed on left out."""

import shutil

import duckdb
import pytest

from pipelines.paths import SQL
from pipelines.report.data import MOST_ROWS, NotReadable, open_data
from pipelines.warehouse.sqlfile import REPORT


def test_every_query_of_the_page_runs_and_the_page_shows_its_first_rows(golden) -> None:
    names = [file.stem for file in sorted((SQL / REPORT).glob("*.sql"))]
    assert len(names) > 10
    with open_data(golden.warehouse, None) as data:
        for name in names:
            rows = data.rows(name)
            assert len(rows.shown) == min(rows.total, MOST_ROWS), name
            few = data.rows(name, 1)
            assert few.shown == rows.shown[:1]
            assert few.is_thinned == (rows.total > 1)
            assert rows.none().frame.columns == rows.frame.columns
            assert rows.none().total == 0


def test_the_day_of_the_page_is_that_of_its_data(golden) -> None:
    with open_data(golden.warehouse, None) as data:
        about = data.about
        assert about.as_of is None
        assert about.day == about.published_at.date()
        assert about.fingerprint


def test_claims_are_those_of_the_events_asked_for_and_no_more_than_allowed(golden) -> None:
    with open_data(golden.warehouse, None) as data:
        events = {
            event for row in data.rows("nights").shown[:20] for event in row["event_ids"] or ()
        }
        found = data.of_events("panel_claims", events, 1000)
        assert {row["event_id"] for row in found} == events
        assert data.of_events("panel_claims", events, 3) == found[:3]
        assert data.of_events("panel_claims", [], 1000) == []


def test_single_events_that_may_not_be_passed_on_are_in_no_row(golden, tmp_path) -> None:
    closed = tmp_path / "closed.duckdb"
    shutil.copy(golden.warehouse, closed)
    with duckdb.connect(str(closed)) as connection:
        connection.execute(
            "update landed.sources set redistribution = 'aggregates_only' "
            "where source = 'airspace_register'"
        )
    with open_data(golden.warehouse, None) as data:
        events = [
            row[0]
            for row in data.connection.execute("select event_id from events.airspace").fetchall()
        ]
        every = data.of_events("panel_claims", events, 100)
    with open_data(closed, None) as data:
        assert data.of_events("panel_claims", events, 100) == []
    assert every


def test_a_file_that_is_no_publication_is_named(golden, tmp_path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table a as select 1")
    for publication, before in ((tmp_path / "lost.duckdb", None), (golden.warehouse, other)):
        name = str(before or publication)
        with pytest.raises(NotReadable, match=name), open_data(publication, before):
            pass
