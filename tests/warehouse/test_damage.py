"""Damaged database files are recognised by DuckDB's own errors, and moved aside with their logs."""

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.damage import is_damage, set_aside, wal_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table a as from range(10000)")
    return path


def error_of(path: Path) -> Exception:
    """What DuckDB raises when it opens and reads a file."""
    with pytest.raises(duckdb.Error) as raised, duckdb.connect(str(path)) as connection:
        connection.execute("select sum(range) from a").fetchall()
    return raised.value


@pytest.mark.parametrize("content", [b"no database at all", b"\0" * 20_000, b"x" * 20_000])
def test_a_file_of_other_bytes_is_damaged(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert is_damage(error_of(file))


def test_a_file_that_ends_too_early_is_damaged(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])
    assert is_damage(error_of(file))


def test_a_wrong_query_and_a_missing_folder_are_no_damage(file: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(file)) as connection, pytest.raises(duckdb.Error) as raised:
        connection.execute("from lost")
    assert not is_damage(raised.value)
    assert not is_damage(error_of(tmp_path / "lost" / "build.duckdb"))
    assert not is_damage(OSError("Corrupt database file"))


def test_a_file_and_its_log_are_moved_aside_and_replace_older_ones(file: Path) -> None:
    for content in (b"first", b"second"):
        file.write_bytes(content)
        wal_of(file).write_bytes(content + b" log")
        aside = set_aside(file)
        assert aside.read_bytes() == content
        assert aside.with_name(f"{wal_of(file).name}.damaged").read_bytes() == content + b" log"
        assert not file.exists()
        assert not wal_of(file).exists()
    file.write_bytes(b"without a log")
    assert set_aside(file).read_bytes() == b"without a log"
