"""DuckDB builds a model's table as its query is written, completely or not at all."""

from pathlib import Path

import pytest

from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing.declaration import all_sources
from pipelines.staging.budget import Budget
from pipelines.staging.document import Document
from pipelines.warehouse import sqlfile
from pipelines.warehouse.sqlfile import SqlFileError
from tests.builds import empty_build
from tests.sources import reader_of

HEADER = "-- One row.\n-- grain: one\n-- not for: anything but tests.\n"


def model(folder: Path, query: str) -> sqlfile.SqlFile:
    path = folder / "sql" / "strikes" / "sample.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + query)
    for part in ("claims", "links", "events", "figures", "statements", "dated"):
        file = sqlfile.SQL / "strikes" / f"{part}.sql"
        (path.parent / file.name).write_text(file.read_text())
    return sqlfile.load(path)


def test_a_table_is_replaced_by_the_rows_of_its_query(tmp_path: Path) -> None:
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for number in (1, 2):
            query = f"select\n    {number} as one -- One.\nfrom (values (1)) as t\n"
            DuckDBEngine().build(warehouse, model(tmp_path, query))
            assert warehouse.rows("from marts.strikes_sample") == [(number,)]


def test_a_model_that_fails_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    good = "select\n    1 as one -- One.\nfrom (values (1)) as t\n"
    other = "select\n    columns('a|b') as one -- One.\nfrom (values (1, 2)) as t (a, b)\n"
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        DuckDBEngine().build(warehouse, model(tmp_path, good))
        with pytest.raises(SqlFileError, match=r"sample\.sql"):
            DuckDBEngine().build(warehouse, model(tmp_path, other))
        assert warehouse.rows("from marts.strikes_sample") == [(1,)]


def test_documents_are_read_within_the_budget_on_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_text("Russia launched 183 drones at Ukraine overnight into February 5, 2026.")
    assert "news_articles" in all_sources()
    reader = reader_of("news_articles")
    with DuckDBEngine().reading(reader, Budget(), None, print) as reading:
        parsed = reading.reader.read(Document("d", "inbox/news_articles/post.txt", file))
    assert parsed.rows["text"].to_list() == [file.read_text()]
