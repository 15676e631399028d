"""The Source component: a folder with defs.yaml, parse.py and sample/ becomes assets of the graph.

    defs.yaml   who publishes it, its words and what they mean, its bounds and known errors
    parse.py    read(document) -> Reading; <family>(rows, terms) -> contract columns
    sample/     small documents in the published form, and expected.json

Adding a source touches nothing outside its folder.
"""

from pathlib import Path
from typing import Annotated, Literal

import dagster as dg
import yaml
from pydantic import Field, model_validator

from pipelines.archive import Archive
from pipelines.conform import Origin
from pipelines.corrections import Correction
from pipelines.intake import Intake, reader_version, take_in
from pipelines.settings import SOURCES, settings
from pipelines.terms import Terms
from pipelines.warehouse import Warehouse

Side = Literal["ukraine", "russia", "third_party", "media"]
Standing = Literal[
    "official", "dataset", "research", "agency", "press", "curated_list", "encyclopedia",
    "partisan_social",
]  # fmt: skip


class Known(dg.Model, dg.Resolvable):
    """What makes a document known: its landing, a date in its file name, or its own dates."""

    by: Literal["landing", "file_name", "published"] = "landing"
    pattern: str | None = None

    @model_validator(mode="after")
    def pattern_goes_with_file_name(self) -> "Known":
        if (self.by == "file_name") != (self.pattern is not None):
            raise ValueError("`pattern` goes with `by: file_name`, and only with it")
        return self


class Address(dg.Model, dg.Resolvable):
    """Where a source publishes, and under which file name what lies there is kept."""

    url: Annotated[str, Field(pattern=r"^https?://")]
    file: Annotated[str, Field(pattern=r"^\w[\w-]*\.\w+$")]

    @property
    def stem(self) -> str:
        return Path(self.file).stem

    @property
    def suffix(self) -> str:
        return Path(self.file).suffix


class Bounds(dg.Model, dg.Resolvable):
    """What no row of this source may exceed; what does is quarantined."""

    earliest: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    days_ahead: int = 2


class Source(dg.Component, dg.Model, dg.Resolvable):
    """One source, as its defs.yaml declares it."""

    publisher: str
    side: Side
    standing: Standing
    url: str | None = None
    licence: str
    citation: str
    cadence: Literal["daily", "weekly", "monthly", "irregular", "once"]
    description: str
    families: list[str]
    documents: Annotated[list[str], Field(min_length=1)]
    is_snapshot: bool
    known: Known
    shipped: list[str] = []
    fetch: list[Address] = []
    natural_key: list[str] = []
    evidence: dict[str, dict[str, str]] = {}
    terms: dict[str, dict[str, str | None]] = {}
    bounds: Bounds
    corrections: list[Correction] = []

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        """The asset `staging/<folder>`."""
        folder = context.path
        parser = context.load_defs_relative_python_module(Path("parse.py"))
        intake = Intake(
            origin=self.origin(folder.name),
            families=tuple(self.families),
            patterns=tuple(self.documents),
            terms=Terms(folder.name, self.terms),
            evidence=self.evidence,
            corrections=self.corrections,
            parser=parser,
            version=reader_version(folder),
        )
        return dg.Definitions(assets=[staging_asset(intake, self)])

    def origin(self, name: str) -> Origin:
        """What the source says of all its rows."""
        return Origin(
            name=name,
            publisher=self.publisher,
            side=self.side,
            standing=self.standing,
            natural_key=tuple(self.natural_key),
            is_snapshot=self.is_snapshot,
            earliest=self.bounds.earliest,
            days_ahead=self.bounds.days_ahead,
        )


def all_sources(folder: Path = SOURCES) -> dict[str, Source]:
    """Every source folder and what it declares, by name."""
    return {
        path.parent.name: Source.model_validate(
            yaml.load(path.read_text(), Loader=yaml.CSafeLoader)["attributes"]
        )
        for path in sorted(folder.glob("*/defs.yaml"))
    }


def staging_asset(intake: Intake, source: Source) -> dg.AssetsDefinition:
    """The asset that reads a source's unread documents."""
    name = intake.origin.name

    @dg.asset(
        key=["staging", name],
        deps=[dg.AssetKey(["landed", "documents"])],
        group_name="staging",
        kinds={"python", "polars"},
        description=f"{source.description}\n\nRows of {source.publisher}, in its own words.",
        metadata={"licence": source.licence, "citation": source.citation},
        code_version=intake.version,
        pool="warehouse",
    )
    def staging(warehouse: dg.ResourceParam[Warehouse]) -> dg.MaterializeResult:
        counts = take_in(warehouse, Archive(settings().archive), intake)
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
