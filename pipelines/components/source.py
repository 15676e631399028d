"""The Source component turns a folder with defs.yaml, parse.py and sample/ into assets.

    defs.yaml   publisher, terms and their meaning, bounds, known errors
    parse.py    read(document) -> ParsedDocument; <family>(rows, terms) -> contract columns
    sample/     small documents in the published format, and expected.json

Adding a source changes nothing outside its folder. The keys of defs.yaml do not belong here
(landing/declaration.py).
"""

from datetime import timedelta
from pathlib import Path

import dagster as dg
from pydantic import BaseModel

from pipelines.components.code_references import code_references
from pipelines.components.staging_checks import staging_checks
from pipelines.engines.engine import Engine
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.settings import Settings
from pipelines.staging.budget import Budget
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.staging.version import reader_version
from pipelines.warehouse.build import Warehouse

FRESHNESS = {
    "daily": dg.FreshnessPolicy.time_window(
        warn_window=timedelta(days=2), fail_window=timedelta(days=4)
    )
}
"""When the UI calls rows of a source old, by the cadence that it declares."""


class Source(dg.Component):
    """One source: its declaration and its assets."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration

    @classmethod
    def get_model_cls(cls) -> type[BaseModel]:
        """Model of the `attributes` of a defs.yaml."""
        return Declaration

    @classmethod
    def load(cls, attributes: BaseModel | None, context: dg.ComponentLoadContext) -> "Source":
        """The component of a folder."""
        if not isinstance(attributes, Declaration):
            raise TypeError(f"{context.path}: defs.yaml has no attributes")
        return cls(attributes.named(context.path.name))

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        """The asset `staging/<folder>`."""
        reader = SourceReader(
            source=self.declaration,
            parser=context.load_defs_relative_python_module(Path("parse.py")),
            version=reader_version(context.path, self.declaration.families),
        )
        return dg.Definitions(
            assets=[staging_asset(reader, context.path)],
            asset_checks=[staging_checks(self.declaration)],
        )


def staging_asset(reader: SourceReader, folder: Path) -> dg.AssetsDefinition:
    """The asset that reads the unread documents of a source. `folder`: folder of the source."""
    source = reader.source

    @dg.asset(
        key=["staging", source.name],
        deps=[dg.AssetKey(["landed", "documents"])],
        group_name="staging",
        description=f"{source.description}\n\nRows of {source.publisher}, in its own words.",
        tags={"layer": "staging"},
        kinds={"python", "polars", "staging"},
        metadata={
            "licence": source.licence,
            "citation": source.citation,
            **code_references(folder / "parse.py", folder / "defs.yaml"),
        },
        code_version=reader.version,
        freshness_policy=FRESHNESS.get(source.cadence),
        pool="warehouse",
    )
    def staging(
        context: dg.AssetExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
        engine: dg.ResourceParam[Engine],
    ) -> dg.MaterializeResult:
        counts = ingest(
            warehouse,
            Archive(settings.archive),
            reader,
            Budget.of(settings),
            LanguageModel.of(settings),
            engine.reading,
            lambda line: context.log.info(f"{source.name}: {line}"),
        )
        return dg.MaterializeResult(
            metadata={
                "documents read": counts.documents,
                "unreadable": counts.unreadable,
                "rows read": counts.rows,
                "quarantined": counts.quarantined,
                **{f"claims {family}": n for family, n in counts.claims.items()},
            }
        )

    return staging
