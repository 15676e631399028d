"""The build file: damaged, empty, locked, left with a log; its cursors in every zone."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from pydantic import ValidationError

from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse
from pipelines.warehouse.connecting import FEW_BYTES
from pipelines.warehouse.damage import wal_of

ROWS = "create table marts.kept as select range as a, hash(range) as b from range(200000)"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A build file with a table that fills some blocks."""
    path = tmp_path_factory.mktemp("build") / "build.duckdb"
    with Warehouse.open(path) as warehouse:
        warehouse.rows(ROWS)
    return path.read_bytes()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    """A copy of that build file."""
    path = tmp_path / "block" / "build.duckdb"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def tables(path: Path) -> int:
    with Warehouse.open(path) as warehouse:
        return warehouse.rows("select count(*) from duckdb_tables() where table_name = 'kept'")[0][
            0
        ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: bytes(len(content)),
        lambda content: b"night_of,launched\n" * 20,
        lambda content: content[:5000],
        lambda content: content[:4100] + b"x" * 64 + content[4164:],
    ],
    ids=["empty", "zeros", "another format", "cut", "header"],
)
def test_a_build_file_that_cannot_be_read_is_set_aside_and_made_anew(path, damage):
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    assert tables(path) == 0
    assert path.with_name("build.duckdb.damaged").read_bytes() == damaged
    with Warehouse.open(path) as warehouse:
        warehouse.rows(ROWS)
    assert tables(path) == 1


def test_a_file_that_proves_damaged_while_it_is_open_is_set_aside_when_it_is_closed(path):
    content = bytearray(path.read_bytes())
    at = len(content) // 2
    content[at : at + 4096] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(duckdb.Error, match="Corrupt database file"), Warehouse.open(path) as broken:
        broken.rows("select sum(a), sum(b) from marts.kept")
    assert not path.exists()
    assert tables(path) == 0


def test_an_error_that_is_no_damage_leaves_the_file(path):
    with pytest.raises(duckdb.Error, match="nowhere"), Warehouse.open(path) as warehouse:
        warehouse.rows("from nowhere")
    assert tables(path) == 1


def test_a_log_without_its_build_file_is_not_replayed(path):
    leave_a_log = (
        "import duckdb, os, sys; connection = duckdb.connect(sys.argv[1]); "
        "connection.execute('create table left_behind (a integer)'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", leave_a_log, str(path)], check=False)
    assert wal_of(path).exists()
    path.unlink()
    with Warehouse.open(path) as warehouse:
        query = "select count(*) from duckdb_tables() where table_name = 'left_behind'"
        assert warehouse.rows(query) == [(0,)]


def test_a_build_file_that_another_process_holds_is_busy(path):
    holds = (
        "import sys, duckdb; held = duckdb.connect(sys.argv[1]); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BuildBusy, match="another refresh is running"), Warehouse.open(path):
            pass
        holder.kill()


def test_an_input_or_output_error_in_a_folder_named_block_is_not_busy(path):
    """`lock` is a part of `block`: a full disk or a directory was taken for a running refresh."""
    path.unlink()
    path.mkdir()
    with pytest.raises(duckdb.IOException, match="block/build"), Warehouse.open(path):
        pass


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
def test_every_cursor_has_utc(path, zone):
    shows = (
        "import sys; from pathlib import Path; from pipelines.warehouse.build import Warehouse\n"
        "with Warehouse.open(Path(sys.argv[1])) as warehouse, warehouse.transaction() as cursor:\n"
        "    query = \"select timestamptz '2026-02-05 00:00:00+00'::varchar\"\n"
        "    print(warehouse.rows(query)[0][0], cursor.execute(query).fetchone()[0])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", shows, str(path)],
        env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == "2026-02-05 00:00:00+00 2026-02-05 00:00:00+00\n"


def test_memory_and_temporary_folder_come_from_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fast" / "disk"
    monkeypatch.setenv("LEDGER_MEMORY_LIMIT", "64MiB")
    monkeypatch.setenv("LEDGER_TEMPORARY_FOLDER", str(folder))
    settings = "select current_setting('memory_limit'), current_setting('temp_directory')"
    with Warehouse.of(Settings(data=tmp_path)) as warehouse:
        assert warehouse.rows(settings) == [("64.0 MiB", str(folder))]
    assert folder.is_dir()


@pytest.mark.parametrize("limit", ["2", "2 parsecs", "-1GB", "GB", "2GB; drop"])
def test_a_memory_limit_without_number_and_unit_is_refused(limit: str) -> None:
    with pytest.raises(ValidationError, match="memory_limit"):
        Settings(memory_limit=limit)


@pytest.mark.parametrize(("landed", "threads"), [(0, 1), (FEW_BYTES, 1), (FEW_BYTES + 1, 2)])
def test_many_documents_are_worked_on_by_every_core(path, landed, threads):
    with Warehouse.open(path) as warehouse:
        warehouse.match_threads(landed)
        ((found,),) = warehouse.rows("select current_setting('threads')")
    assert min(found, 2) == min(threads, os.cpu_count() or 1)
