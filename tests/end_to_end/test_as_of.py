"""Values as they were known: the ledger must reproduce each of nine dated snapshots of one table.

The expected values come from resolving the rows of a snapshot alone; the ledger, which stores only
the changes between snapshots, must give the same for every night.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import dagster as dg
import duckdb
import polars as pl
import pytest

from pipelines.components.model import fold_claims
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing import catalogue
from pipelines.landing import inbox as landing
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.staging.ingest import ingest
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.history import FIGURES, models_behind, replay
from tests.conftest import SHARED
from tests.running import ledger_here, refreshed
from tests.sources import reader_of

NAME = "massive_missile_attacks"
VINTAGES = sorted((SHARED / "data" / NAME / "vintages").glob("*.csv"))
DATES = [datetime.fromisoformat(file.stem[-10:]).replace(tzinfo=UTC) for file in VINTAGES]

needs_vintages = pytest.mark.skipif(
    not VINTAGES, reason="the dated snapshots are not beside the repository"
)

OF_STRIKES = [
    model
    for model in models_behind(FIGURES)
    if any("known.strikes" in behind.reads for behind in models_behind(model.table))
]
"""What the figures rest on and claims of strikes change; no other family has a claim here."""

KEY = ["event_id", "figure"]
VALUES = ["value", "low", "best", "high"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """All nine snapshots landed at their dates, nothing else; events as known now."""
    folder = tmp_path_factory.mktemp("vintages")
    archive = Archive(folder / "archive")
    for file, known_at in zip(VINTAGES, DATES, strict=True):
        on = known_at.date().isoformat()
        archive.land(file, NAME, f"inbox/{NAME}/{file.name}", on, known_at)
    with Warehouse.open(folder / "build.duckdb") as warehouse:
        catalogue.list_documents(warehouse, archive)
        catalogue.list_sources(warehouse, all_sources())
        catalogue.load_vocabulary(warehouse)
        ingest(warehouse, archive, reader_of(NAME))
        for family in families():
            fold_claims(warehouse, family)
        for model in models_behind(FIGURES):
            DuckDBEngine().build(warehouse, model)
        yield warehouse


@pytest.fixture(scope="module")
def alone(ledger: Warehouse) -> dict[datetime, pl.DataFrame]:
    """Figures of each snapshot resolved by itself, by the snapshot's date."""
    figures = {}
    added = "revision", "known_from", "known_to"
    claim = ledger.connection.sql("from claims.strikes").columns
    columns = ", ".join(f'records."{name}"' for name in claim if name not in added)
    for at in DATES:
        ledger.connection.execute(
            f"create or replace view known.strikes as select {columns}, 1 as revision, "
            "documents.known_at as known_from, null::timestamptz as known_to "
            "from records.strikes as records "
            "inner join landed.documents as documents using (document_id) "
            f"where documents.known_at = timestamptz '{at.isoformat()}'"
        )
        figures[at] = _figures(ledger)
    _resolve(ledger)
    return figures


@needs_vintages
def test_as_of_each_snapshot_every_night_has_that_snapshots_value(ledger, alone):
    try:
        for at in DATES:
            fold_claims(ledger, "strikes", at)
            assert _rows(_figures(ledger)) == _rows(alone[at]), at
    finally:
        _resolve(ledger)


@needs_vintages
def test_figure_history_has_every_night_of_every_snapshot(ledger, alone):
    known = replay(ledger, None)
    for at in DATES:
        then = known.filter(
            (pl.col("known_from") <= at)
            & (pl.col("known_to").is_null() | (pl.col("known_to") > at))
        )
        assert _rows(then) == _rows(alone[at]), at


@needs_vintages
def test_revisions_are_exactly_what_changed_from_one_snapshot_to_the_next(ledger, alone):
    true_changes = set()
    for before, after in pairwise(DATES):
        events_before = set(alone[before]["event_id"])
        values_before, values_after = _values(alone[before]), _values(alone[after])
        for key in values_before.keys() | values_after.keys():
            if key[0] in events_before and values_before.get(key) != values_after.get(key):
                true_changes.add((*key, after, values_before.get(key), values_after.get(key)))
    assert true_changes, "snapshots without a correction would prove nothing"

    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'; create schema marts")
        incoming = replay(ledger, None)
        assert incoming.height  # DuckDB reads the variable by its name
        connection.execute("create table marts.overview_figure_history as from incoming")
        revisions = sqlfile.load(sqlfile.SQL / "overview" / "revisions.sql")
        changes = connection.execute(
            "select event_id, figure, changed_at, value_before, value_after "
            f"from ({revisions.statement})"
        ).fetchall()
    assert len(changes) == len(set(changes))
    assert set(changes) == true_changes


@needs_vintages
def test_replaying_as_of_a_past_moment_hides_what_came_later(ledger, alone):
    at = DATES[5]
    try:
        _resolve(ledger, at)
        known = replay(ledger, at)
    finally:
        _resolve(ledger)
    assert known.filter(pl.col("known_from") > at).is_empty()
    assert _rows(known.filter(pl.col("known_to").is_null())) == _rows(alone[at])


@needs_vintages
def test_an_as_of_refresh_writes_a_file_of_its_own_and_lands_nothing(capsys, golden_copy, alone):
    at = DATES[5]
    data = golden_copy.data
    inbox = golden_copy.inbox / NAME
    inbox.mkdir(parents=True)
    for file in VINTAGES[4:7]:
        (inbox / file.name).write_bytes(file.read_bytes())
    assert landing.land_files(golden_copy, all_sources()).new == 3
    present = (data / "warehouse.duckdb").read_bytes()
    archived = sorted((data / "archive").rglob("*"))
    (inbox / VINTAGES[8].name).write_bytes(VINTAGES[8].read_bytes())

    ran = ledger_here(capsys, data, "refresh", "--as-of", at.isoformat())

    assert ran.returncode == 0, ran.stderr
    written = data / f"warehouse-as-of-{at:%Y%m%dT%H%M%SZ}.duckdb"
    assert ran.stdout == f"{written}\n"
    assert (data / "warehouse.duckdb").read_bytes() == present
    assert sorted((data / "archive").rglob("*")) == archived
    assert not list(data.glob("build-as-of-*"))
    with duckdb.connect(str(written), read_only=True) as connection:
        then = connection.sql("from marts.overview_figures where family = 'strikes'").pl()
    assert _rows(then) == _rows(alone[at])


def test_the_command_names_the_bad_moment_and_fails(capsys, tmp_path):
    ran = ledger_here(capsys, tmp_path, "refresh", "--as-of", "2026-02-10")
    assert ran.returncode == 1
    assert "--as-of '2026-02-10': has no zone" in ran.stderr
    assert not (tmp_path / "archive").exists()


@pytest.mark.skipif(bool(VINTAGES), reason="the command's test with dated snapshots asks more")
def test_the_job_rebuilds_a_past_moment_that_its_run_configuration_names(golden_copy):
    present = golden_copy.warehouse.read_bytes()
    ran = refreshed(golden_copy, as_of="2026-02-10T02:00+02:00")
    assert ran.success
    past = golden_copy.at(datetime(2026, 2, 10, tzinfo=UTC))
    assert past.warehouse.name == "warehouse-as-of-20260210T000000Z.duckdb"
    with duckdb.connect(str(past.warehouse), read_only=True) as connection:
        assert connection.execute("select as_of from publication").fetchall() == [(past.as_of,)]
        ((latest,),) = connection.execute(
            "select max(known_from) from marts.overview_figure_history"
        ).fetchall()
    assert latest <= past.as_of
    assert golden_copy.warehouse.read_bytes() == present
    assert not past.build.exists()


def test_a_run_with_a_bad_moment_fails_by_its_name_and_touches_nothing(golden_copy):
    text = "2099-01-01T00:00Z"
    present = golden_copy.warehouse.read_bytes()
    ran = refreshed(golden_copy, dg.AssetSelection.keys("landed/documents"), as_of=text)
    assert not ran.success
    (failure,) = [event for event in ran.all_events if event.is_failure]
    assert repr(text) in str(failure.event_specific_data)
    assert golden_copy.warehouse.read_bytes() == present
    assert list(golden_copy.data.glob("*-as-of-*")) == []


def _resolve(warehouse: Warehouse, as_of: datetime | None = None) -> None:
    """Claims, links, events and figures, as known at a moment."""
    for family in families():
        fold_claims(warehouse, family, as_of)
    _figures(warehouse)


def _figures(warehouse: Warehouse) -> pl.DataFrame:
    """Build what claims of strikes change, from the `known` views as they are; their figures."""
    for model in OF_STRIKES:
        DuckDBEngine().build(warehouse, model)
    return warehouse.connection.sql(f"from {FIGURES} where family = 'strikes'").pl()


def _rows(frame: pl.DataFrame) -> list[tuple]:
    return frame.select(*KEY, *VALUES).sort(KEY).rows()


def _values(frame: pl.DataFrame) -> dict[tuple[str, str], str | None]:
    return {
        (event_id, figure): value
        for event_id, figure, value in frame.select(*KEY, "value").rows()
        if value is not None
    }
