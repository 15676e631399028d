"""Single events of a source that may not be passed on are found, also those of past claims."""

import duckdb
import polars as pl
import pytest

from pipelines.publication.redistribution import restricted

TABLES = """
create schema landed; create schema claims; create schema links; create schema marts;
create table landed.documents as from (values ('acled'), ('ucdp_ged')) as t (source);
create table landed.sources as from (values ('acled', 'aggregates_only'), ('ucdp_ged', 'open'))
    as t (source, redistribution);
create table claims.violence as from (values ('a', 'acled'), ('b', 'acled'), ('c', 'ucdp_ged'))
    as t (claim_id, source);
create table links.violence as from (values ('a', 'x'), ('c', 'y')) as t (claim_id, event_id);
create table marts.violence_dated as
    from (values ('a', 'acled', 'x'), ('b', 'acled', 'past'), ('c', 'ucdp_ged', 'y'))
    as t (claim_id, source, own_event_id);
"""


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ({"event_id": ["x", "past", "y", None]}, ["y", None]),
        ({"claim_id": ["a", "b", "c"], "source": ["acled", "acled", "ucdp_ged"]}, ["c"]),
        ({"source": ["acled", "ucdp_ged"], "deaths_best": [12, 9]}, ["acled", "ucdp_ged"]),
    ],
    ids=["events", "claims", "sums"],
)
def test_rows_of_single_events_are_left_out_and_sums_are_not(rows: dict, kept: list):
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        closed = restricted(connection)
    assert closed.without(pl.DataFrame(rows)).to_series(0).to_list() == kept
