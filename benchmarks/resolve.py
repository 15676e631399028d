"""Links and events of strikes over many claims: the asset graph against the same SQL run bare.

    python -m benchmarks.resolve [CLAIMS]

Prints seconds of both and their ratio for a tenth of the claims, three tenths and all of them, so
that growth shows, and the peak memory of this process. Every night has one drone event of twenty
claims: bulletins and their updates, a table's rows, articles that quote them.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import dagster as dg

from pipelines.components.model import model_asset
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing import catalogue
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.history import models_behind
from pipelines.warehouse.sqlfile import SqlFile

CLAIMS_PER_NIGHT = 20

CLAIMS = f"""
insert into stored.records_strikes by name
select
    md5(cast(n as varchar)) as claim_id,
    case n % 4 when 0 then 'bulletins' when 1 then 'table' else 'articles' end as source,
    concat('d', cast(n as varchar)) as document_id,
    cast(n as varchar) as locator,
    case
        when n % 4 < 2 then 'Air Force of Ukraine'
        else concat('Paper ', cast(n % {CLAIMS_PER_NIGHT} as varchar))
    end as reported_by,
    'ukraine' as reporting_side,
    case n % 4 when 0 then 'official' when 1 then 'dataset' else 'press' end as source_type,
    case when n % 4 = 2 then 'Ukrainian Air Force' end as attributed_to,
    concat('post/', cast(n as varchar)) as report_ref,
    cast([] as varchar[]) as flags,
    cast([] as varchar[]) as weapons,
    timestamptz '2026-01-01 00:00:00+00'
    + to_minutes(cast(n % {CLAIMS_PER_NIGHT} as integer)) as published_at,
    -- More nights than the war has: events of other pairs of states take their place.
    date '2022-02-24' + cast((n // {CLAIMS_PER_NIGHT}) % 1600 as integer) as night_of,
    concat('A', cast(n // {CLAIMS_PER_NIGHT * 1600} as varchar)) as attacker_iso3,
    'UKR' as target_iso3,
    case when n % 4 = 3 then 'unknown' else 'night' end as period,
    case when n % 4 = 3 then 3 else 2 end as time_precision,
    case when n % 7 = 6 then 'regional' else 'national' end as scope,
    'drone' as weapon_class,
    cast(hash(n // {CLAIMS_PER_NIGHT}) % 700 as integer) as launched,
    'exact' as launched_qualifier,
    cast(hash(n // {CLAIMS_PER_NIGHT}) % 500 as integer) as shot_down_or_suppressed
from range(?) as numbers (n)
"""

REVISIONS = """
insert into revisions.strikes
select record_id, 1, timestamptz '2026-01-01 00:00:00+00', null
from records.strikes
"""


def main(claims: int = 200_000) -> None:
    """Time both at each size, and print."""
    print(f"{'claims':>10}{'events':>9}{'bare SQL':>11}{'assets':>9}{'ratio':>7}")
    for number in (claims // 10, 3 * claims // 10, claims):
        _compare(number)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    print(f"peak memory of this process     {peak:6.2f} GiB")


def _compare(claims: int) -> None:
    """Time one size and print its line."""
    files = models_behind("events.strikes")
    with (
        tempfile.TemporaryDirectory() as folder,
        Warehouse.open(Path(folder) / "build.duckdb") as warehouse,
    ):
        _fill(warehouse, claims)
        warehouse.match_threads(warehouse.path.stat().st_size)
        _bare(warehouse, files)
        bare = _bare(warehouse, files)
        ours = _assets(warehouse, files)
        events = warehouse.count("events.strikes")
    print(f"{claims:10,}{events:9,}{bare:9.2f} s{ours:7.2f} s{ours / bare:7.2f}")


def _fill(warehouse: Warehouse, claims: int) -> None:
    catalogue.load_vocabulary(warehouse)
    warehouse.connection.execute(CLAIMS, [claims])
    warehouse.connection.execute(REVISIONS)
    warehouse.connection.execute("create view known.strikes as from claims.strikes")
    warehouse.connection.execute("checkpoint")


def _bare(warehouse: Warehouse, files: list[SqlFile]) -> float:
    """The second time, so that neither side pays for the first reading of the file."""
    started = time.perf_counter()
    for file in files:
        warehouse.connection.execute(f"create or replace table {file.table} as {file.statement}")
    warehouse.connection.execute("checkpoint")
    return time.perf_counter() - started


def _assets(warehouse: Warehouse, files: list[SqlFile]) -> float:
    assets = [model_asset(file) for file in files]
    resources = {"warehouse": warehouse, "engine": DuckDBEngine()}
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        started = time.perf_counter()
        dg.materialize(assets, resources=resources, run_config=quiet, instance=instance)
        warehouse.connection.execute("checkpoint")
        return time.perf_counter() - started


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
