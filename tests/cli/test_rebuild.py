"""A rebuild from the archive is compared with the publication, if it was made from the same."""

import shutil

import duckdb
import pytest

from pipelines.cli import rebuild
from pipelines.cli.rebuild import RebuildError, rebuild_differences
from pipelines.settings import Settings


def test_a_rebuild_that_comes_out_different_is_found(golden_copy, monkeypatch):
    """The rebuild itself is a refresh, which other tests run; here it lacks a row."""

    def rebuilt(there: Settings) -> None:
        assert sorted(path.name for path in there.archive.rglob("*.json")) == sorted(
            path.name for path in golden_copy.archive.rglob("*.json")
        )
        shutil.copyfile(golden_copy.warehouse, there.warehouse)
        with duckdb.connect(str(there.warehouse)) as connection:
            connection.execute("delete from marts.strikes_daily where night_of = '2026-02-05'")

    monkeypatch.setattr(rebuild, "_rebuild", rebuilt)
    (problem,) = rebuild_differences(golden_copy)
    assert "marts.strikes_daily: 1 rows are only in" in problem.says
    assert not (golden_copy.data / rebuild.FOLDER).exists()


@pytest.mark.parametrize("fetch", ["off", "on"])
def test_a_rebuild_of_other_documents_proves_nothing_and_is_refused(golden_copy, fetch):
    here = golden_copy.model_copy(update={"fetch": fetch})
    inbox = here.inbox / "news_articles"
    inbox.mkdir(parents=True)
    (inbox / "new.md").write_text("waits for a refresh")
    with pytest.raises(RebuildError, match="run `ledger refresh` first"):
        rebuild_differences(here)
