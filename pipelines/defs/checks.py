"""Every suite under expectations/ as asset checks."""

import dagster as dg

from pipelines.components.checks import check_assets
from pipelines.quality.suite import all_suites
from pipelines.warehouse import sqlfile


@dg.definitions
def checks() -> dg.Definitions:
    tables = {file.table for file in sqlfile.all_files()}
    return dg.Definitions(asset_checks=[check_assets(suite, tables) for suite in all_suites()])
