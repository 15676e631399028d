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


def test_only_tables_of_events_count_as_events_and_no_step_towards_them():
    summary = RunSummary()
    summary.add(materialized("events", "strikes", **{"dagster/row_count": 7}))
    summary.add(materialized("events", "strikes_accounts", **{"dagster/row_count": 100}))
    summary.add(materialized("links", "strikes", **{"dagster/row_count": 50}))
    assert summary.events == 7


def test_counts_of_all_tables_are_added():
    summary = RunSummary()
    summary.add(materialized("staging", "one", **{"rows read": 3}))
    summary.add(materialized("staging", "two", **{"rows read": 4, "quarantined": 1}))
    assert summary.counts["rows read"] == 7
    assert summary.counts["quarantined"] == 1
