"""Resources of a run: its settings, and the build file that it holds open.

The environment is read here, once a run; assets get their settings from this resource.
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.landing.as_of import settings_at
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse

AS_OF = dg.Field(
    dg.Noneable(str),
    is_required=False,
    description="Rebuild events and marts as they were known at this moment, into files of its own "
    "beside the present ones. A moment needs its zone: 2026-02-10T00:00Z. Leave it out for now.",
)


@dg.resource(
    config_schema={"as_of": AS_OF},
    description="Where data is kept and what may run, from the environment (LEDGER_...).",
)
def settings(context: dg.InitResourceContext) -> Settings:
    """Settings of the run; raises `BadMoment` naming an `as_of` that is no past moment."""
    as_of = context.resource_config.get("as_of")
    return Settings() if as_of is None else settings_at(Settings(), as_of)


@dg.resource(
    required_resource_keys={"settings"},
    description="The build file, held open by one connection for the whole run.",
)
def warehouse(context: dg.InitResourceContext) -> Iterator[Warehouse]:
    """The open build file of the run."""
    with Warehouse.open(context.resources.settings.build) as opened:
        yield opened


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(resources={"settings": settings, "warehouse": warehouse})
