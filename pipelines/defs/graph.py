"""The graph from landing to publication, out of the folders of sources and of sql/."""

import inspect
from pathlib import Path

import dagster as dg

from pipelines.components.code_references import code_references
from pipelines.components.model import built, claims_asset, model_asset
from pipelines.landing import catalogue
from pipelines.landing import inbox as landing
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.landing.fetch import fetch_all, record
from pipelines.publication import fingerprint
from pipelines.publication.publish import last_publication, publish
from pipelines.quality.data_docs import build_data_docs
from pipelines.quality.suite import all_suites
from pipelines.settings import VOCABULARY, Settings
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse

QUALITY = ("quality.documents_read", "quality.quarantined_rows")
"""Tables that tell of the reading, told of once every source has been read."""

FETCHES = "quality.fetches"
"""Table that tells of the asking, which comes before anything lands."""


@dg.definitions
def families() -> dg.Definitions:
    """Landing, claims, models, what was quarantined, and the publication."""
    sources = all_sources()
    files = sqlfile.all_files()
    claims = [claims_asset(file, sources) for file in files if file.schema == "claims"]
    models = [model_asset(file) for file in files if not file.is_contract]
    counted = [dg.AssetKey(table.split(".")) for table in (*QUALITY, FETCHES)]
    made = [*(asset.key for asset in [*claims, *models]), *filled_elsewhere(files), *counted]
    return dg.Definitions(
        assets=[
            landing_assets(sources, files),
            *claims,
            *models,
            quality_assets(sources, files),
            data_docs(made),
            publication(made),
        ]
    )


def filled_elsewhere(files: list[sqlfile.SqlFile]) -> list[dg.AssetKey]:
    """Marts that a study fills, not a query; publication waits for them all the same."""
    return [
        dg.AssetKey([file.schema, file.name])
        for file in files
        if file.is_contract and file.schema == "marts"
    ]


def landing_assets(
    sources: dict[str, Declaration], files: list[sqlfile.SqlFile]
) -> dg.AssetsDefinition:
    """What comes in. Yields nothing when nothing changed since the last publication."""
    incoming = [
        file for file in files if file.schema in ("landed", "vocabulary") or file.table == FETCHES
    ]

    @dg.multi_asset(
        name="landing",
        specs=[
            dg.AssetSpec(
                [file.schema, file.name],
                description=file.description,
                group_name=file.schema,
                skippable=True,
                tags={"layer": file.schema},
                kinds={"duckdb", file.schema},
                metadata=code_references(*_files_of(file)),
            )
            for file in incoming
        ],
        pool="warehouse",
    )
    def landing_step(
        context: dg.AssetExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
    ):
        here = settings
        answers = fetch_all(here, sources)
        new = landing.land_files(here, sources)
        record(warehouse, answers)
        catalogue.list_documents(warehouse, Archive(here.archive))
        catalogue.list_sources(warehouse, sources)
        catalogue.load_vocabulary(warehouse)
        strays = catalogue.quarantine_strays(warehouse, here, sources)
        for answer in answers:
            if answer.outcome == "failed":
                context.log.warning("%s: %s", answer.source, answer.reason)
        last = last_publication(here)
        if last and last.fingerprint == fingerprint.fingerprint(
            here, fingerprint.listed(warehouse, here)
        ):
            context.log.info("Nothing new since %s; nothing to publish.", last.published_at)
            return
        context.log.info("%s new documents, %s stray files.", new, strays)
        for file in incoming:
            counts = {"documents landed": new} if file.table == "landed.documents" else {}
            yield built(warehouse, file, **counts)

    return landing_step


def _files_of(file: sqlfile.SqlFile) -> list[Path]:
    """Files that define what comes in: the contract, and the rows where the project ships them."""
    rows = VOCABULARY / f"{file.name}.csv"
    return [file.path, rows] if file.schema == "vocabulary" else [file.path]


def quality_assets(
    sources: dict[str, Declaration], files: list[sqlfile.SqlFile]
) -> dg.AssetsDefinition:
    """Counts of what was read and what was refused, once every source has been read."""
    tables = [file for file in files if file.table in QUALITY]

    @dg.multi_asset(
        name="quality",
        specs=[
            dg.AssetSpec(
                [file.schema, file.name],
                deps=[["staging", name] for name in sources],
                description=f"{file.description}\n\n**Not for:** {file.not_for}",
                group_name="quality",
                tags={"layer": file.schema},
                kinds={"duckdb", file.schema},
                metadata=code_references(file.path),
            )
            for file in tables
        ],
        pool="warehouse",
    )
    def quality_step(warehouse: dg.ResourceParam[Warehouse]):
        for file in tables:
            yield built(warehouse, file)

    return quality_step


def data_docs(made: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """What the checks found, as pages; made before the publication, which they belong to."""

    @dg.asset(
        key=["quality", "data_docs"],
        deps=made,
        group_name="quality",
        tags={"layer": "quality"},
        kinds={"html", "quality"},
        metadata=code_references(inspect.getfile(build_data_docs)),
        description="data/quality/: what the checks of this refresh found, as pages to read.",
        pool="warehouse",
    )
    def pages(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        index = build_data_docs(warehouse, all_suites(), settings.data_docs)
        return dg.MaterializeResult(metadata={"pages": dg.MetadataValue.path(str(index))})

    return pages


def publication(made: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """The last step: it runs only when every critical check before it held."""

    @dg.asset(
        key=["published", "warehouse"],
        deps=[*made, dg.AssetKey(["quality", "data_docs"])],
        group_name="published",
        tags={"layer": "published"},
        kinds={"duckdb", "published"},
        metadata=code_references(inspect.getfile(publish)),
        description="data/warehouse.duckdb: the file that readers open, replaced whole.",
        pool="warehouse",
    )
    def published(
        warehouse: dg.ResourceParam[Warehouse], settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        content = fingerprint.fingerprint(settings, fingerprint.listed(warehouse, settings))
        manifest = publish(warehouse, settings, content)
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
