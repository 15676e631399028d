"""Resources of a run: its settings and the open build file.

The environment is read here, once per run; assets get their settings from this resource.
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.components.dead_runs import note_holder
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.engines.engine import Engine
from pipelines.landing.as_of import settings_at
from pipelines.landing.remote import RemoteArchive
from pipelines.quality.page import write_page
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse

AS_OF = dg.Field(
    dg.Noneable(str),
    is_required=False,
    description="Rebuild events and marts as they were known at this moment, into separate files "
    "next to the current ones. Needs a time zone: 2026-02-10T00:00Z. Omit it for a normal refresh.",
)


CHECKED = "select count(*) > 0 from quality.check_results where run_id = ?"
"""Whether a run has checked anything."""


@dg.resource(
    config_schema={"as_of": AS_OF},
    description="Where data is kept and what may run, from the environment (LEDGER_...).",
)
def settings(context: dg.InitResourceContext) -> Settings:
    """Settings of the run; raises `BadMoment` naming an `as_of` that is not a past moment."""
    as_of = context.resource_config.get("as_of")
    return Settings() if as_of is None else settings_at(Settings(), as_of)


@dg.resource(
    required_resource_keys={"settings"},
    description="The build file, open on one connection for the entire run.",
)
def warehouse(context: dg.InitResourceContext) -> Iterator[Warehouse]:
    """The open build file of the run.

    A run that has checked anything leaves the page of its checks, also one that a check has
    stopped or that ran a check alone.
    """
    here = context.resources.settings
    with Warehouse.of(here) as opened:
        if context.instance is not None and context.run_id is not None:
            note_holder(context.instance, context.run_id, here)
        yield opened
        if opened.rows(CHECKED, context.run_id)[0][0]:
            write_page(opened, here.checks_page)


@dg.resource(
    required_resource_keys={"settings"},
    description="What reads documents and builds the tables of models: DuckDB in this process, or "
    "Spark under LEDGER_ENGINE=spark.",
)
def engine(context: dg.InitResourceContext) -> Iterator[Engine]:
    """The engine that the settings name; raises `SparkMissing` if that is not installed."""
    here = context.resources.settings
    if here.engine == "duckdb":
        yield DuckDBEngine()
        return
    # Imported here because only this engine needs the extra `spark` and Java.
    from pipelines.engines.spark import SparkEngine

    archive = RemoteArchive(here.spark_archive) if here.spark_archive else None
    with SparkEngine.open(here.spark_master, here.spark_tables, archive) as opened:
        yield opened


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(
        resources={"settings": settings, "warehouse": warehouse, "engine": engine}
    )
