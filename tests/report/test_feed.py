"""Entries of the feed: what changed since the publication before, with ids that stay."""

import shutil

import duckdb
import pytest

from pipelines.report.data import open_data
from pipelines.report.feed import Entry, entries


def changed(golden, tmp_path, statement: str) -> list[Entry]:
    """Entries against a publication before that this statement makes of the present one."""
    before = tmp_path / "before.duckdb"
    shutil.copy(golden.warehouse, before)
    with duckdb.connect(str(before)) as connection:
        connection.execute(statement)
    with open_data(golden.warehouse, before) as data:
        found = entries(data)
        assert entries(data) == found
    return found


EVENT = "(select min(event_id) from marts.overview_figures where family = 'exchanges')"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"delete from marts.overview_figures where event_id = {EVENT}", ": new"),
        (f"update marts.overview_figures set value = '-1' where event_id = {EVENT}", " -1 -> "),
    ],
)
def test_an_event_that_is_new_or_changed_is_an_entry(golden, tmp_path, statement, words) -> None:
    found = changed(golden, tmp_path, statement)
    assert found
    assert {one.event_id for one in found} == {found[0].event_id}
    assert all(words in one.title and one.summary for one in found)
    assert len({one.id for one in found}) == len(found)


def test_without_a_change_or_a_publication_before_there_is_no_entry(golden, tmp_path) -> None:
    assert changed(golden, tmp_path, "select 1") == []
    with open_data(golden.warehouse, None) as data:
        assert entries(data) == []
