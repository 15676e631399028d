"""Every suite under expectations/ as asset checks."""

import dagster as dg

from pipelines.components.checks import check_assets
from pipelines.quality.suite import all_suites


@dg.definitions
def checks() -> dg.Definitions:
    return dg.Definitions(asset_checks=[check_assets(suite) for suite in all_suites()])
