"""Rows of large documents: in files that belong to the build file, come and go with it."""

import logging
from pathlib import Path

import polars as pl
import pytest

from pipelines.warehouse import parts
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build

STAGED = "staging.acled"
ROWS = pl.DataFrame({"document_id": ["big"] * 3, "cell": ["a", None, "b"]})


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build file with three rows of a large document, and one of a small."""
    path = tmp_path / "first" / "build.duckdb"
    path.parent.mkdir()
    with empty_build(path) as warehouse, warehouse.transaction() as cursor:
        cursor.execute(
            f"create table {parts.stored(STAGED)} as select 'small' as document_id, 'c' as cell"
        )
        parts.write(cursor, STAGED, "acled", ROWS)
    return path


def cells(path: Path) -> list[str | None]:
    with Warehouse.open(path) as warehouse:
        return [cell for (cell,) in warehouse.rows(f"select cell from {STAGED}")]


def files(path: Path) -> list[Path]:
    folder = parts.folder_of(path)
    return list(folder.iterdir()) if folder.exists() else []


def test_a_relation_has_the_rows_of_small_and_large_documents(build):
    assert cells(build) == ["c", "a", None, "b"]
    with Warehouse.open(build) as warehouse:
        assert parts.size(warehouse.connection) == ROWS.estimated_size()


def test_only_many_rows_of_one_document_are_large(monkeypatch):
    monkeypatch.setattr(parts, "LEAST_ROWS", 3)
    assert parts.are_large(ROWS)
    assert not parts.are_large(ROWS.head(2))
    assert not parts.are_large(pl.concat([ROWS, ROWS.with_columns(document_id=pl.lit("other"))]))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (ROWS.with_columns(more=1), r"unknown columns \['more'\]"),
        (ROWS, r"without a value of \['cell'\]"),
        (ROWS.drop("cell"), r"without a value of \['cell'\]"),
    ],
)
def test_rows_that_the_table_would_not_take_are_refused(build, rows, reason):
    with Warehouse.open(build) as warehouse, warehouse.transaction() as cursor:
        cursor.execute(f"alter table {parts.stored(STAGED)} alter cell set not null")
        with pytest.raises(ValueError, match=reason):
            parts.write(cursor, STAGED, "acled", rows)


def test_what_is_rolled_back_leaves_no_rows_and_no_file_at_the_next_opening(build):
    (kept,) = files(build)
    with Warehouse.open(build) as warehouse:
        with pytest.raises(ZeroDivisionError), warehouse.transaction() as cursor:
            parts.write(cursor, STAGED, "acled", ROWS)
            parts.delete(cursor, STAGED, "document_id = ?", ["big"])
            raise ZeroDivisionError
        assert len(files(build)) == 2
    assert cells(build) == ["c", "a", None, "b"]
    assert files(build) == [kept]


def test_a_deleted_document_loses_its_file_at_the_next_opening(build):
    with Warehouse.open(build) as warehouse, warehouse.transaction() as cursor:
        parts.delete(cursor, STAGED, "document_id = ?", ["other"])
        assert cursor.execute(f"select count(*) from {STAGED}").fetchall() == [(4,)]
        parts.delete(cursor, STAGED, "document_id = ?", ["big"])
    assert cells(build) == ["c"]
    assert files(build) == []


def test_a_dropped_relation_is_gone(build):
    with Warehouse.open(build) as warehouse, warehouse.transaction() as cursor:
        for _ in range(2):
            parts.drop(cursor, STAGED)
        found = cursor.execute("select 1 from duckdb_views() where schema_name = 'staging'")
        assert found.fetchall() == []
    with Warehouse.open(build):
        assert files(build) == []


def test_a_build_file_that_is_moved_with_its_files_still_has_them(build):
    moved = build.parent.with_name("o'brien") / build.name
    build.parent.rename(moved.parent)
    assert cells(moved) == ["c", "a", None, "b"]
    assert len(files(moved)) == 1


def test_a_build_file_without_one_of_its_files_is_made_anew(build, caplog):
    files(build)[0].unlink()
    with caplog.at_level(logging.WARNING), Warehouse.open(build) as warehouse:
        assert warehouse.count("stored.parts") == 0
    assert "are gone; both are made anew" in caplog.text


@pytest.mark.parametrize("is_discarded", [True, False])
def test_files_go_with_the_build_file(build, is_discarded):
    if is_discarded:
        with Warehouse.open(build) as warehouse:
            warehouse.discard_on_close()
    else:
        build.unlink()
        with Warehouse.open(build):
            pass
    assert files(build) == []
