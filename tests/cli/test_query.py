"""`ledger sql`: it reads the publication and nothing else, and harms no file."""

import json
import os
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipelines.cli.query import NoAnswer, print_answer
from tests.running import LEDGER, apart, ledger_here


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small published file."""
    path = tmp_path_factory.mktemp("published") / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table nights as select * from (values "
            "(date '2026-02-05', 183, 'a, \"b\"', ['x', 'y'], "
            "timestamptz '2026-02-05 06:00:00+00'), "
            "(date '2026-02-06', null, '', [], null), (date '2026-02-07', 0, null, null, null)"
            ") as nights(night_of, launched, words, places, ended_at)"
        )
    return path.read_bytes()


@pytest.fixture
def warehouse(content: bytes, tmp_path: Path) -> Path:
    """A copy of that file."""
    path = tmp_path / "data" / "warehouse.duckdb"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def refused(warehouse: Path, query: str) -> str:
    with pytest.raises(NoAnswer) as caught:
        print_answer(warehouse, query, "csv", None)
    return str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "copy nights to '{out}'", "copy (select 1) to '{out}' (format parquet)",
        "export database '{out}'", "attach '{out}' as other", "attach ':memory:' as other",
        "install httpfs", "load icu", "create table mine (a int)", "create temp table mine (a int)",
        "insert into nights (launched) values (1)", "drop table nights", "use main",
        "set enable_external_access = true", "checkpoint", "prepare it as select 1",
    ],
)  # fmt: skip
def test_a_statement_that_does_more_than_read_is_refused(warehouse, tmp_path, query):
    out = tmp_path / "out"
    assert "read-only" in refused(warehouse, query.format(out=out))
    assert not out.exists()


@pytest.mark.parametrize(
    "query",
    [
        "from read_text('{file}')", "from read_csv('{file}')", "from '{file}'",
        "from glob('{file}')", "from read_blob('{file}')", "from sniff_csv('{file}')",
        "from 'http://127.0.0.1:1/x.csv'", "from duckdb_secrets()", "from warehouse",
        "explain analyze copy nights to '{out}'", "from query('from read_text(''{file}'')')",
    ],
)  # fmt: skip
def test_a_query_reads_no_file_no_address_and_no_variable(warehouse, tmp_path, query):
    file, out = tmp_path / "secret.csv", tmp_path / "out"
    file.write_text("key,secret\n1,hunter2\n")
    reason = refused(warehouse, query.format(file=file, out=out))
    assert "hunter2" not in reason
    assert not out.exists()


def test_two_statements_are_refused_before_the_first_runs(warehouse):
    assert "2 statements" in refused(warehouse, "select 1; select 2")
    assert "0 statements" in refused(warehouse, "-- nothing")


@pytest.mark.parametrize(
    "query", ["from nights", "with n as (from nights) from n", "describe nights", "show tables",
              "summarize nights", "explain from nights", "select 1;"]
)  # fmt: skip
def test_every_form_of_a_query_is_answered(warehouse, capsys, query):
    print_answer(warehouse, query, "csv", None)
    assert capsys.readouterr().out


def test_csv_is_written_as_duckdb_writes_it(warehouse, tmp_path, capsys):
    query = "from nights order by night_of"
    print_answer(warehouse, query, "csv", None)
    theirs = tmp_path / "theirs.csv"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.sql(query).to_csv(str(theirs))
    assert capsys.readouterr().out == theirs.read_text()


def test_csv_appended_to_a_file_keeps_what_the_file_held(warehouse, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("kept\n")
    for _ in range(2):
        subprocess.run(
            f'"{LEDGER}" sql "select 183 as launched" --format csv >> "{log}"',
            shell=True, env=apart(warehouse.parent), check=True,
        )  # fmt: skip
    assert log.read_text() == "kept\nlaunched\n183\nlaunched\n183\n"


@pytest.mark.parametrize("format", ["table", "csv", "json", "parquet"])
def test_a_file_is_replaced_only_by_a_complete_answer(warehouse, tmp_path, format):
    folder = tmp_path / "exports"
    folder.mkdir()
    out = folder / "answer"
    out.write_text("before")
    out.chmod(0o640)
    fails = "select launched, case when launched = 0 then error('broken') end as e from nights"
    with pytest.raises(NoAnswer, match="broken"):
        print_answer(warehouse, fails, format, out)
    assert out.read_text() == "before"
    print_answer(warehouse, "from nights", format, out)
    assert os.listdir(folder) == ["answer"]
    assert out.stat().st_mode & 0o777 == 0o640
    read = {"parquet": "read_parquet", "csv": "read_csv", "json": "read_json"}.get(format)
    if read:
        counted = duckdb.sql(f"select count(*), sum(launched) from {read}('{out}')").fetchone()
        assert counted == (3, 183)


def test_a_link_keeps_leading_to_the_file_and_a_device_is_written_to(warehouse, tmp_path):
    real = tmp_path / "real.json"
    real.write_text("before")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    print_answer(warehouse, "select 1 as a", "json", link)
    assert link.is_symlink()
    assert json.loads(real.read_text()) == [{"a": 1}]
    print_answer(warehouse, "select 1 as a", "csv", Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_does_not_exist_is_named(warehouse, tmp_path, capsys):
    out = tmp_path / "nowhere" / "answer.csv"
    query = ("sql", "select 1", "--format", "csv", "--out", str(out))
    ran = ledger_here(capsys, warehouse.parent, *query)
    assert ran.returncode == 1
    assert str(out) in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_that_closes_the_pipe_is_no_error(warehouse):
    piped = subprocess.run(
        f'"{LEDGER}" sql "from range(1000000)" --format csv | head -n 1',
        shell=True, env=apart(warehouse.parent), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert piped.stdout == "range\n"
    assert piped.stderr == ""
