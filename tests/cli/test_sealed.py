"""A query of a user reads the publication and nothing else."""

from pathlib import Path

import duckdb
import pytest

from pipelines.cli.sealed import NoAnswer, one_query, sealed


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "o'brien" / "warehouse.duckdb"
    path.parent.mkdir()
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table a as from range(3)")
        claims = path.parent / "claims-1"
        claims.mkdir()
        connection.execute(f"copy a to '{str(claims).replace(chr(39), chr(39) * 2)}/a.parquet'")
        connection.execute("copy a to $path", {"path": str(tmp_path / "secret.parquet")})
    return path


def test_the_publication_and_the_claims_beside_it_are_read(warehouse: Path) -> None:
    with sealed(warehouse, memory_limit="100MB") as connection:
        assert connection.execute("select count(*) from a").fetchall() == [(3,)]
        file = str(warehouse.parent / "claims-1" / "a.parquet")
        assert connection.execute("select count(*) from read_parquet($1)", [file]).fetchall() == [
            (3,)
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from read_parquet('{folder}/secret.parquet')",
        "select * from read_csv('/etc/passwd')",
        "attach '{folder}/other.duckdb'",
        "copy a to '{folder}/out.csv'",
        "insert into a values (4)",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "install httpfs",
        "from connection",  # a variable of Python
    ],
)
def test_nothing_else_can_be_read_written_or_set(warehouse: Path, statement: str) -> None:
    folder = str(warehouse.parent.parent)
    with sealed(warehouse) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=folder))


def test_without_a_publication_the_error_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(NoAnswer, match="nothing is published yet; run `ledger refresh`"),
        sealed(tmp_path / "warehouse.duckdb"),
    ):
        pass


@pytest.mark.parametrize(
    "query", ["select 1", "from a;", "describe a", "explain select 1", "summarize a", "show tables"]
)
def test_one_statement_that_reads_is_a_query(query: str) -> None:
    assert one_query(query) == query


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "0 statements"),
        ("select 1; select 2", "2 statements"),
        ("drop table a", "DROP is not a query"),
        ("copy a to 'b.csv'", "COPY is not a query"),
        ("set threads = 1", "SET is not a query"),
    ],
)
def test_anything_else_is_refused(query: str, reason: str) -> None:
    with pytest.raises(NoAnswer, match=reason):
        one_query(query)
