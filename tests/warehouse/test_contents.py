"""What a table was made from is recorded, so that an unchanged one is not made again."""

from pipelines.warehouse import contents


def test_a_table_about_runs_is_never_taken_for_unchanged(golden_build):
    contents.record(golden_build, "events.exchanges", ["quality.fetches"])
    assert not contents.is_current(golden_build, "events.exchanges", ["quality.fetches"])
