"""Every suite under expectations/ as asset checks."""

import dagster as dg

from pipelines.checks import all_suites, check_assets


@dg.definitions
def checks() -> dg.Definitions:
    return dg.Definitions(asset_checks=[check_assets(suite) for suite in all_suites()])
