"""The job that the command runs."""

import gc
import warnings

from pipelines.cli.job import _job


def test_the_definitions_load_without_a_warning_that_cron_would_mail():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        job, graph = _job()
    assert job.name == "refresh"
    assert graph.get_all_asset_keys()
    assert gc.get_freeze_count()  # no collection looks at what was loaded
