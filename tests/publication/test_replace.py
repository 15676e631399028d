"""A publication replaced beside users who write to it, and after power cuts at every step."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from pipelines.landing.archive import sha256_of
from pipelines.publication.manifest import (
    Manifest,
    intact_publication,
    last_publication,
    manifest_path,
)
from pipelines.publication.replace import foreign_logs, fresh_path, put_in_place, repair
from pipelines.settings import Settings
from pipelines.warehouse.damage import wal_of

WRITES_AND_DIES = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("update t set a = 99")
os._exit(1)
"""


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A data folder in which publication 1 has replaced publication 0."""
    here = Settings(data=tmp_path)
    publish_number(here, 0)
    publish_number(here, 1)
    return here


def publish_number(here: Settings, number: int) -> None:
    put_in_place(here, written(here, number))


def written(here: Settings, number: int) -> Manifest:
    """A fresh file that holds a number, and its manifest."""
    fresh = fresh_path(here.warehouse)
    with duckdb.connect(str(fresh)) as connection:
        connection.execute(f"create table t as select {number} as a")
    return Manifest(f"fingerprint {number}", sha256_of(fresh), "2026-11-27", None, {"t": 1})


def number_in(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("select a from t").fetchall()[0][0]


def write_and_die(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", WRITES_AND_DIES, str(path)], check=False)
    assert ran.returncode == 1
    assert wal_of(path).exists()
    assert number_in(path) == 99


def test_the_previous_publication_is_kept(here):
    assert (number_in(here.previous), number_in(here.warehouse)) == (0, 1)
    assert intact_publication(here)
    assert not list(here.data.glob(".*"))


@pytest.mark.parametrize("path", ["warehouse", "previous"])
def test_what_a_user_wrote_is_never_replayed_onto_the_next_publication(here, path):
    write_and_die(getattr(here, path))
    publish_number(here, 2)
    assert (number_in(here.previous), number_in(here.warehouse)) == (1, 2)
    assert [log.exists() for log in (wal_of(here.warehouse), wal_of(here.previous))] == [
        False, False,
    ]  # fmt: skip
    assert len(foreign_logs(getattr(here, path))) == 1


def test_a_log_beside_the_publication_makes_it_another_and_is_set_aside(here):
    write_and_die(here.warehouse)
    assert intact_publication(here) is None
    repair(here)
    (aside,) = foreign_logs(here.warehouse)
    assert aside.name.startswith("warehouse.duckdb.foreign-wal-")
    assert number_in(here.warehouse) == 1
    assert intact_publication(here)


def test_a_publication_that_a_user_changed_is_none(here):
    with duckdb.connect(str(here.warehouse)) as connection:
        connection.execute("update t set a = 99; checkpoint")
    assert last_publication(here)
    assert intact_publication(here) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sha256": "x"}', "\0\0"])
def test_a_damaged_manifest_is_none(here, text):
    manifest_path(here).write_text(text)
    assert last_publication(here) is None


@pytest.mark.parametrize("number", range(1, 6))
def test_a_power_cut_at_any_step_is_repaired(here, number, monkeypatch):
    """Cut before the n-th change of a name; a publication can be opened at every moment."""
    manifest = written(here, 2)
    changes = 0

    def cut(change):
        def counted(*paths):
            nonlocal changes
            changes += 1
            if changes == number:
                raise KeyboardInterrupt
            change(*paths)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut(os.replace))
        patch.setattr(os, "link", cut(os.link))
        with suppress(KeyboardInterrupt):
            put_in_place(here, manifest)
    expected = 1 if number < 4 else 2
    assert number_in(here.warehouse) == expected
    assert number_in(here.previous) in (0, 1)
    repair(here)
    assert not list(here.data.glob(".*"))
    found = intact_publication(here)
    assert found
    assert found.fingerprint == f"fingerprint {expected}"


def test_a_file_system_without_hard_links_keeps_a_copy(here, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError("no hard links")

    monkeypatch.setattr(os, "link", refuse)
    publish_number(here, 2)
    assert (number_in(here.previous), number_in(here.warehouse)) == (1, 2)


def test_a_damaged_publication_is_not_kept_as_the_previous_one(here):
    shutil.copyfile(__file__, here.warehouse)
    publish_number(here, 2)
    assert (number_in(here.previous), number_in(here.warehouse)) == (0, 2)
