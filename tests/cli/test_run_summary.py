"""What the closing table of a refresh adds up."""

import dagster as dg

from pipelines.cli.run_summary import RunSummary


def materialized(*path: str, **metadata: int) -> dg.DagsterEvent:
    """The event of a run that built a table."""

    @dg.asset(key=list(path))
    def table() -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"dagster/row_count": 0, **metadata})

    (event,) = dg.materialize([table]).get_asset_materialization_events()
    return event


def test_a_run_that_landed_nothing_new_has_found_nothing_new():
    summary = RunSummary()
    assert summary.found_nothing_new
    summary.add(materialized("landed", "documents"))
    assert not summary.found_nothing_new
    assert not RunSummary(failures=["landing: the disk is full"]).found_nothing_new


def test_counts_of_all_tables_are_added():
    summary = RunSummary()
    summary.add(materialized("staging", "one", **{"rows read": 3}))
    summary.add(materialized("staging", "two", **{"rows read": 4, "quarantined": 1}))
    assert summary.counts["rows read"] == 7
    assert summary.counts["quarantined"] == 1
