"""Damage of every kind is found and named, and nothing is found where all is well."""

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.landing.archive import Archive, read_record
from pipelines.publication.manifest import manifest_path
from pipelines.publication.replace import set_foreign_log_aside
from pipelines.publication.verify import differences, verify
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of


def said(here: Settings) -> list[str]:
    return [f"{problem.about}: {problem.says}" for problem in verify(here)]


def sidecar(here: Settings) -> Path:
    return min(Archive(here.archive).sidecars())


def test_a_refreshed_folder_is_intact(golden):
    assert said(golden) == []


def test_bytes_that_changed_are_named(golden_copy):
    record = read_record(sidecar(golden_copy))
    file = Archive(golden_copy.archive).path(record.sha256)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    (problem,) = said(golden_copy)
    assert problem.startswith(f"archive: {file}: the bytes of {record.uri} have the hash ")
    assert "ledger restore" in problem


def test_bytes_that_are_gone_are_named(golden_copy):
    record = read_record(sidecar(golden_copy))
    Archive(golden_copy.archive).path(record.sha256).unlink()
    (problem,) = said(golden_copy)
    assert f"the bytes of {record.uri} are gone" in problem


@pytest.mark.parametrize("text", ["", "{}", "\0"])
def test_a_damaged_record_is_named(golden_copy, text):
    path = sidecar(golden_copy)
    path.write_text(text)
    (problem,) = said(golden_copy)
    assert problem.startswith(f"archive: {path}: not a record of the archive")


def test_a_record_of_another_document_is_named(golden_copy):
    first, second, *_ = sorted(Archive(golden_copy.archive).sidecars())
    shutil.copyfile(second, first)
    (problem,) = said(golden_copy)
    assert problem.startswith(f"archive: {first}: is the record of {read_record(second).uri}")


@pytest.mark.parametrize("at", [100, 5000, -5000])
def test_a_publication_that_changed_is_named(golden_copy, at):
    content = bytearray(golden_copy.warehouse.read_bytes())
    content[at] ^= 1
    golden_copy.warehouse.write_bytes(content)
    (problem,) = said(golden_copy)
    assert problem.startswith(f"publication: {golden_copy.warehouse}: has the hash ")
    assert "`ledger refresh` makes it again" in problem


def test_a_manifest_that_is_damaged_or_has_other_numbers_is_named(golden_copy):
    path = manifest_path(golden_copy)
    manifest = json.loads(path.read_text())
    manifest["rows"]["events.strikes"] += 1
    path.write_text(json.dumps(manifest))
    (problem,) = said(golden_copy)
    assert "events.strikes has " in problem
    path.write_text("{")
    assert said(golden_copy) == [
        f"publication: {path}: is gone or damaged; `ledger refresh` makes it again"
    ]


def test_changes_that_somebody_made_in_the_publication_are_named(golden_copy):
    log = wal_of(golden_copy.warehouse)
    log.write_bytes(b"")
    assert any(
        f"{log}: changes made in the publication by hand" in one for one in said(golden_copy)
    )
    aside = set_foreign_log_aside(golden_copy.warehouse)
    (problem,) = said(golden_copy)
    assert f"{aside}: changes made in the publication by hand" in problem


def test_a_build_file_that_cannot_be_read_is_named(golden_copy):
    golden_copy.build.write_bytes(b"no database")
    (problem,) = said(golden_copy)
    assert problem.startswith(f"build file: {golden_copy.build}: ")


def test_nothing_there_is_nothing_wrong(tmp_path):
    assert said(Settings(data=tmp_path)) == []


def test_rows_that_differ_are_counted_and_runs_are_not_compared(golden, tmp_path):
    rebuilt = tmp_path / "rebuilt.duckdb"
    shutil.copyfile(golden.warehouse, rebuilt)
    with duckdb.connect(str(rebuilt)) as connection:
        connection.execute(
            "update quality.check_results set run_id = 'another', checked_at = now()"
        )
        connection.execute("update main.publication set published_at = now()")
        # A source that was current then may be late today.
        connection.execute(
            "insert into quality.check_results by name select * replace "
            "('source_is_current' as check_name) from quality.check_results limit 1"
        )
        connection.execute("delete from events.strikes where night_of = '2026-02-05'")
    (problem,) = differences(golden.warehouse, rebuilt)
    assert re.match(
        r"events.strikes: [1-9]\d* rows are only in .*, 0 only in a rebuild", problem.says
    )
