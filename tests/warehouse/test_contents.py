"""What a table was made from is recorded, so that an unchanged one is not made again."""

from pipelines.warehouse import contents
from tests.builds import empty_build


def test_a_table_about_runs_is_never_taken_for_unchanged(golden_build):
    contents.record(golden_build, "events.exchanges", ["quality.fetches"])
    assert not contents.is_current(golden_build, "events.exchanges", ["quality.fetches"])


def test_cells_of_sources_are_compared_by_their_rows(tmp_path):
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        before = contents.content_of(warehouse, "records.cells")
        warehouse.connection.execute("insert into records.cells values ('s', 'f', ['a'], ['b'])")
        assert contents.content_of(warehouse, "records.cells") != before
