"""The one resource: the open build file of the run."""

from collections.abc import Iterator

import dagster as dg

from pipelines.settings import settings
from pipelines.warehouse.build import Warehouse


@dg.resource(description="The build file, held open by one connection for the whole run.")
def warehouse(_: dg.InitResourceContext) -> Iterator[Warehouse]:
    with Warehouse.open(settings().build) as opened:
        yield opened


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(resources={"warehouse": warehouse})
