"""The graph from landing to publication, built from the folders of sources and of sql/.

The work of a step does not belong here: each asset calls the module that does it.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.components.code_references import code_references
from pipelines.components.model import claims_asset, model_asset
from pipelines.components.source import Source
from pipelines.components.table import attributes, built, key_of
from pipelines.landing.declaration import Declaration
from pipelines.landing.land import land
from pipelines.landing.leftovers import remove_leftovers
from pipelines.paths import VOCABULARY
from pipelines.publication.fingerprint import of_landed
from pipelines.publication.gate import NotPublishable, require_publishable
from pipelines.publication.manifest import intact_publication
from pipelines.publication.publish import publish
from pipelines.publication.replace import repair
from pipelines.publication.unchanged import record_look
from pipelines.quality.page import write_page
from pipelines.settings import Settings
from pipelines.staging.reporting import collect_reporting
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.review import queue_claims
from pipelines.warehouse.sqlfile import SqlFile

QUEUE = "quality.review_queue"
"""Table of the claims that wait for a reviewer."""

READING = ("quality.documents_read", "quality.quarantined_rows", "quality.reporting", QUEUE)
"""Tables about reading documents; complete once every source has been read."""

RETRIES = dg.RetryPolicy(max_retries=2, delay=1, backoff=dg.Backoff.EXPONENTIAL)
"""Landing reads folders on networks and requests pages; a failure may be temporary."""

FETCHES = "quality.fetches"
"""Table about fetching from publishers, filled before anything lands."""

CHECKS_PAGE = dg.AssetKey(["quality", "page"])

GATE = dg.AssetKey(["quality", "gate"])


@dg.definitions
def graph(context: dg.ComponentLoadContext) -> dg.Definitions:
    """All assets from landing to the publication."""
    components = context.component_tree.get_all_components(of_type=Source)
    sources = {one.declaration.name: one.declaration for one in components}
    files = sqlfile.all_files()
    incoming = [one for one in files if one.schema in ("landed", "vocabulary")]
    about_reading = [one for one in files if one.table in READING]
    fetches = [one for one in files if one.table == FETCHES]
    claims = [one for one in files if one.schema == "claims"]
    models = [one for one in files if not one.is_contract]
    filled = [one for one in files if one.is_contract and one.schema == "marts"]
    made = [key_of(one) for one in (*claims, *models, *filled, *about_reading, *fetches)]
    return dg.Definitions(
        assets=[
            landing_assets(sources, [*incoming, *fetches]),
            *(claims_asset(one, sources) for one in claims),
            *(model_asset(one) for one in models),
            reading_assets(sources, about_reading),
            checks_page_asset(made),
            gate_asset(),
            publication_asset(),
        ]
    )


def landing_assets(sources: dict[str, Declaration], files: list[SqlFile]) -> dg.AssetsDefinition:
    """The asset that lands new documents; yields no table if nothing is new since publication."""

    @dg.multi_asset(
        name="landing",
        specs=[
            dg.AssetSpec(key_of(file), skippable=True, **attributes(file, *_rows_of(file)))
            for file in files
        ],
        can_subset=True,
        pool="warehouse",
        retry_policy=RETRIES,
    )
    def landing(
        context: dg.AssetExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
    ) -> Iterator[dg.MaterializeResult]:
        repair(settings)
        remove_leftovers(settings)
        landed = land(warehouse, settings, sources)
        for kept in landed.kept:
            context.log.warning("%s: %s", kept.uri, kept.reason)
        for answer in landed.unanswered:
            context.log.warning("%s: %s", answer.source, answer.reason)
        last = intact_publication(settings)
        if last and last.fingerprint == of_landed(warehouse, settings, sources):
            context.log.info("Nothing new since %s; nothing to publish.", last.published_at)
            record_look(settings, "run", last)
            return
        context.log.info("%s new documents.", landed.documents)
        for file in _selected(context, files):
            is_counted = file.table == "landed.documents"
            counts = {"documents landed": landed.documents} if is_counted else {}
            yield built(warehouse, file, (), **counts)

    return landing


def _selected(context: dg.AssetExecutionContext, files: list[SqlFile]) -> list[SqlFile]:
    """Tables that a run shows: the step does all its work also when only some are selected."""
    return [file for file in files if key_of(file) in context.selected_asset_keys]


def _rows_of(file: SqlFile) -> list[Path]:
    """The file with a table's rows, if the project ships one."""
    return [VOCABULARY / f"{file.name}.csv"] if file.schema == "vocabulary" else []


def reading_assets(sources: dict[str, Declaration], files: list[SqlFile]) -> dg.AssetsDefinition:
    """The asset that counts what was read, refused and queued, once every source has been read."""
    staging = [dg.AssetKey(["staging", name]) for name in sources]

    @dg.multi_asset(
        name="quality",
        specs=[dg.AssetSpec(key_of(file), deps=staging, **attributes(file)) for file in files],
        can_subset=True,
        pool="warehouse",
    )
    def reading(
        context: dg.AssetExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
    ) -> Iterator[dg.MaterializeResult]:
        queue_claims(warehouse, settings.lowest_tier)
        collect_reporting(warehouse, sources.values())
        for file in _selected(context, files):
            yield built(warehouse, file)

    return reading


def checks_page_asset(made: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """The page of check results. A run that a check stops writes it too (resources.py)."""

    @dg.asset(
        key=CHECKS_PAGE,
        deps=made,
        group_name="quality",
        tags={"layer": "quality"},
        kinds={"html", "quality"},
        metadata=code_references(inspect.getfile(write_page)),
        description="data/quality.html: the check results of this refresh on one page.",
        pool="warehouse",
    )
    def checks_page(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        page = write_page(warehouse, settings.checks_page)
        return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(str(page))})

    return checks_page


def gate_asset() -> dg.AssetsDefinition:
    """The asset of the gate; like the page, it waits for everything that is built and checked.

    Dagster reads the last record of every table that an asset depends on, so only the page names
    all of them.
    """

    @dg.asset(
        key=GATE,
        deps=[CHECKS_PAGE],
        group_name="quality",
        tags={"layer": "quality"},
        kinds={"quality"},
        metadata=code_references(inspect.getfile(require_publishable)),
        description="Everything was read, built and checked as it is now, and every critical check "
        "holds. If not, this step fails and says what is missing; nothing is published.",
        pool="warehouse",
    )
    def gate(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        try:
            passed = require_publishable(warehouse, settings)
        except NotPublishable as error:
            raise dg.Failure(str(error)) from error
        return dg.MaterializeResult(
            metadata={
                "documents": passed.documents,
                "tables": passed.tables,
                "critical checks": passed.checks,
            }
        )

    return gate


def publication_asset() -> dg.AssetsDefinition:
    """The asset of the published file; it runs only if the gate passes."""

    @dg.asset(
        key=["published", "warehouse"],
        deps=[GATE],
        group_name="published",
        tags={"layer": "published"},
        kinds={"duckdb", "published"},
        metadata=code_references(inspect.getfile(publish)),
        description="data/warehouse.duckdb: the file that readers open, replaced atomically.",
        pool="warehouse",
    )
    def published(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        try:
            manifest = publish(warehouse, settings)
        except NotPublishable as error:
            raise dg.Failure(str(error)) from error
        if settings.as_of is not None:
            warehouse.discard_on_close()
        return dg.MaterializeResult(
            metadata={
                "file": dg.MetadataValue.path(str(settings.warehouse)),
                "sha256": manifest.sha256,
                "tables": len(manifest.rows),
                "rows": sum(manifest.rows.values()),
            }
        )

    return published
