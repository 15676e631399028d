"""A run leaves the page of its checks, also one that a critical check has stopped."""

from pathlib import Path

import dagster as dg

from pipelines.components import checks
from pipelines.defs.resources import settings, warehouse
from pipelines.settings import Settings
from tests.builds import empty_build
from tests.quality.sample import GOOD, NEGATIVE, TABLE, suite_of, written
from tests.running import at


def test_a_run_that_a_check_stops_leaves_its_page(tmp_path: Path) -> None:
    here = Settings(data=tmp_path / "data")
    with empty_build(here.build) as opened:
        opened.rows(TABLE)
        opened.rows(f"insert into marts.strikes_sample values {GOOD}, {NEGATIVE}")

    @dg.asset(key=["marts", "strikes_sample"])
    def sample() -> None: ...

    definitions = dg.Definitions(
        assets=[sample],
        asset_checks=[checks.check_assets(suite_of(written(tmp_path)))],
        resources={"settings": settings, "warehouse": warehouse},
        executor=dg.in_process_executor,
    )
    with at(here):
        job = definitions.resolve_implicit_global_asset_job_def()
        ran = job.execute_in_process(raise_on_error=False)
    assert not ran.success
    page = here.checks_page.read_text()
    assert "1 critical check failed. Nothing was published" in page
    assert ran.run_id in page
