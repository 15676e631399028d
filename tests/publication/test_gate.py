"""What is published was read, built and checked as it is, however the publication is started."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_documents
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.publication import publish as module
from pipelines.publication.fingerprint import of_landed, of_read
from pipelines.publication.gate import NotPublishable, require_publishable
from pipelines.publication.publish import publish, publish_unchecked
from pipelines.settings import Settings
from pipelines.warehouse import contents
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import record, recorded


@pytest.fixture
def here(golden: Settings, tmp_path: Path) -> Settings:
    """A data folder of its own with the build of the shipped registers."""
    here = Settings(data=tmp_path / "data")
    here.data.mkdir()
    shutil.copy(golden.build, here.build)
    return here


@pytest.fixture
def warehouse(here: Settings) -> Iterator[Warehouse]:
    with Warehouse.open(here.build) as opened:
        yield opened


def refused(warehouse: Warehouse, here: Settings) -> list[str]:
    """Reasons of the gate, one each; publishing gives the same and leaves no file."""
    with pytest.raises(NotPublishable) as gate:
        require_publishable(warehouse, here)
    with pytest.raises(NotPublishable, match=re.escape(str(gate.value))):
        publish(warehouse, here)
    assert not here.warehouse.exists()
    assert "Run `ledger refresh`" in str(gate.value)
    return [line[2:] for line in str(gate.value).splitlines() if line.startswith("- ")]


def test_a_build_that_is_current_passes(warehouse, here):
    """Its publication is in test_publish.py."""
    passed = require_publishable(warehouse, here)
    assert passed.documents == warehouse.count("landed.documents")
    assert passed.checks > 300


def test_tables_are_hashed_again_only_if_the_build_file_has_changed(warehouse, here, monkeypatch):
    hashed: list[str] = []
    real = contents.content_of

    def counted(opened: Warehouse, table: str) -> str:
        hashed.append(table)
        return real(opened, table)

    monkeypatch.setattr(contents, "content_of", counted)
    require_publishable(warehouse, here)
    tables = len(hashed)
    require_publishable(warehouse, here)
    assert len(hashed) == tables
    warehouse.connection.execute("update events.strikes set event_id = concat(event_id, '0')")
    (reason, *_) = refused(warehouse, here)
    assert len(hashed) == 2 * tables
    assert "events.strikes" in reason


@pytest.mark.parametrize("is_large", [False, True])
def test_every_commit_changes_the_state_of_the_build_file(warehouse, is_large):
    rows = 500_000 if is_large else 1
    states = {contents._state(warehouse.path)}
    for number, change in enumerate(
        (
            f"create table staging.added as select range as number from range({rows})",
            "update staging.added set number = number + 1",
            "checkpoint",
            f"insert into staging.added select range from range({rows})",
            "drop table staging.added",
        ),
        start=1,
    ):
        warehouse.connection.execute(change)
        states.add(contents._state(warehouse.path))
        assert len(states) == number + 1, change


def test_a_critical_check_that_failed_refuses(warehouse, here):
    warehouse.rows(
        "update quality.check_results set is_success = false "
        "where checked_table = 'claims.strikes' and check_name = 'one_row_per_revision'"
    )
    (reason,) = refused(warehouse, here)
    assert reason.startswith("the critical check one_row_per_revision of claims.strikes failed: ")


def test_a_warning_that_failed_does_not_refuse(warehouse, here):
    warehouse.rows("update quality.check_results set is_success = false where severity = 'warning'")
    require_publishable(warehouse, here)


def test_a_check_without_a_result_refuses(warehouse, here):
    warehouse.rows("delete from quality.check_results where checked_table = 'events.airspace'")
    (reason,) = refused(warehouse, here)
    assert reason.startswith(
        "critical checks without a result on the present rows: events.airspace"
    )


def test_a_document_that_landed_and_was_not_read_refuses(warehouse, here):
    sample = SOURCES / "news_articles" / "sample" / "talks.md"
    archive = Archive(here.archive)
    archive.land(sample, "news_articles", "inbox/news_articles/talks.md", None, None)
    assert any("not listed yet: news_articles" in reason for reason in refused(warehouse, here))
    list_documents(warehouse, archive)
    assert "documents that were not read: inbox/news_articles/talks.md" in refused(warehouse, here)


def test_the_fingerprint_is_of_what_was_read(warehouse, here, monkeypatch):
    """Were it of what has landed, the next refresh would take the document for published."""
    published: list[object] = []

    def copied(_: Warehouse, fresh: Path, about: dict[str, object], __: Path | None) -> dict:
        published.append(about["fingerprint"])
        fresh.touch()
        return {}

    monkeypatch.setattr(module, "_copy", copied)  # no row is needed here
    sources = all_sources()
    before = of_read(warehouse, here, sources)
    assert of_landed(warehouse, here, sources) == before
    warehouse.rows(
        "insert into landed.documents select * replace ('unread' as document_id) "
        "from landed.documents limit 1"
    )
    assert publish_unchecked(warehouse, here).fingerprint == before
    assert published == [before]
    assert of_landed(warehouse, here, sources) != before


def test_a_document_read_by_another_version_of_its_reader_refuses(warehouse, here):
    warehouse.rows(
        "update quality.documents_read set reader_version = 'older' "
        "where source = 'exchange_register'"
    )
    reasons = refused(warehouse, here)
    assert "documents that were not read: shipped/exchange_register/exchanges.csv" in reasons
    assert any(
        reason.startswith("tables older than") and "claims.exchanges" in reason
        for reason in reasons
    )


def test_rows_changed_after_they_were_checked_refuse(warehouse, here):
    warehouse.rows("update events.exchanges set to_ukraine_best = 1")
    reasons = refused(warehouse, here)
    assert "tables that changed after they were built: events.exchanges" in reasons
    assert any("without a result on the present rows: events.exchanges" in one for one in reasons)


def test_a_table_that_is_older_than_what_it_is_made_from_refuses(warehouse, here):
    """The events are built again, the trends are still those of the events before."""
    warehouse.rows("update events.exchanges set to_ukraine_best = to_ukraine_best + 1")
    record(warehouse, "events.exchanges", recorded(warehouse)["events.exchanges"].inputs)
    (outdated,) = [one for one in refused(warehouse, here) if one.startswith("tables older than")]
    assert "marts.exchanges_" in outdated
    assert "events.exchanges" not in outdated
