"""The page as an asset, made from the publication that the run has put in place."""

import base64
import inspect
from collections.abc import Iterator

import dagster as dg
import vl_convert

from pipelines.components.code_references import code_references
from pipelines.report.cover import draw
from pipelines.report.write import make
from pipelines.settings import Settings
from pipelines.staging.failures import described

REPORT = dg.AssetKey(["published", "report"])
PUBLICATION = dg.AssetKey(["published", "warehouse"])
CHECK = "is_made"

PREVIEW_SCALE = 0.5
"""Pixels of the preview per pixel of the picture: it is kept in the event log of every run."""


@dg.definitions
def report() -> dg.Definitions:
    """The asset and its check."""
    return dg.Definitions(assets=[report_asset()])


def report_asset() -> dg.AssetsDefinition:
    """The asset of the page. If making it fails, its check warns and the publication stays."""

    @dg.multi_asset(
        name="published__report",
        specs=[
            dg.AssetSpec(
                REPORT,
                deps=[PUBLICATION],
                skippable=True,
                group_name="published",
                tags={"layer": "published"},
                kinds={"html", "published"},
                metadata=code_references(inspect.getfile(make)),
                description="data/report/index.html: charts, maps and the claims behind them in "
                "one file that opens offline.",
            )
        ],
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=REPORT,
                description="The page of this publication was made. A failure blocks nothing: the "
                "publication is in place, and the last page stays where it is.",
            )
        ],
        pool="warehouse",
    )
    def published_report(
        settings: dg.ResourceParam[Settings],
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        before = settings.previous if settings.previous.exists() else None
        try:
            made = make(settings.warehouse, before, settings.report)
            picture = vl_convert.svg_to_png(draw(settings.warehouse), scale=PREVIEW_SCALE)
        except Exception as error:  # the page is made of a good publication and must not spoil it
            yield dg.AssetCheckResult(
                asset_key=REPORT, check_name=CHECK, passed=False,
                severity=dg.AssetCheckSeverity.WARN,
                description=f"The page was not made: {described(error)}.",
            )  # fmt: skip
            return
        yield dg.MaterializeResult(
            asset_key=REPORT,
            metadata={
                "page": dg.MetadataValue.path(str(made.page)),
                "preview": dg.MetadataValue.md(
                    f"![the page](data:image/png;base64,{base64.b64encode(picture).decode()})"
                ),
            },
        )
        yield dg.AssetCheckResult(asset_key=REPORT, check_name=CHECK, passed=True)

    return published_report
