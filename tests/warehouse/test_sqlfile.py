"""A .sql file documents itself; a file that does not is refused with its name and the rule."""

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import sqlfile
from pipelines.warehouse.columns import ColumnError, up_to
from pipelines.warehouse.sqlfile import SqlFileError

HEADER = """\
-- Strikes of one night.
-- Two sources or more.
-- grain: night_of
-- not for: anything
-- but tests.
"""

CONTRACT = """\
create table marts.strikes_sample (
    night_of date not null, -- Night, as in \'2026-02-05\'.
    "row" struct(a integer, b varchar), -- Struct: a, b -- and no more.
    launched decimal(10, 2) -- Launched.
);
"""

MODEL = """\
with
drones as (
    select
        night_of, -- not this one
        launched,
    from events.strikes
    where name <> \'a -- b\'
)

select
    night_of, -- Night.
    \'-- \' || name as "name", -- Name, after \'--\'.
    case
        -- One of them is null.
        when a is null then (select max(b), from links.strikes)
        else 0
    end as most, -- Most, of all.
    a is distinct from b as differs, -- Whether they differ.
    list(a, b) as both,  -- Both.
from drones -- every one
order by night_of -- as they came
"""


def load(folder: Path, text: str, name: str = "strikes/sample") -> sqlfile.SqlFile:
    path = folder / f"{name}.sql"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return sqlfile.load(path)


def test_a_header_is_read_by_its_keys(tmp_path: Path):
    tests = "-- test: unique(a)\n-- test: not_null(a):\n-- a reason\n"
    file = load(tmp_path, f"{HEADER}-- example: from x\n{tests}{CONTRACT}")
    assert file.description == "Strikes of one night. Two sources or more."
    assert (file.grain, file.not_for) == ("night_of", "anything but tests.")
    assert file.example == "from x"
    assert file.tests == ("unique(a)", "not_null(a): a reason")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("strikes/daily", "marts.strikes_daily"),
        ("strikes/links", "links.strikes"),
        ("quality/fetches", "quality.fetches"),
        ("interface/about", "main.about"),
    ],
)
def test_the_path_is_the_name(tmp_path: Path, name: str, table: str):
    assert load(tmp_path, HEADER + CONTRACT, name).table == table


def test_a_contract_lists_its_columns(tmp_path: Path):
    file = load(tmp_path, HEADER + CONTRACT)
    assert file.is_contract
    assert file.columns == {
        "night_of": "Night, as in '2026-02-05'.",
        "row": "Struct: a, b -- and no more.",
        "launched": "Launched.",
    }
    assert file.reads == frozenset()


def test_a_model_names_its_columns_in_the_final_select(tmp_path: Path):
    file = load(tmp_path, HEADER + MODEL)
    assert not file.is_contract
    assert file.columns == {
        "night_of": "Night.",
        "name": "Name, after '--'.",
        "most": "Most, of all.",
        "differs": "Whether they differ.",
        "both": "Both.",
    }
    assert file.reads == {"events.strikes", "links.strikes"}


def test_a_view_and_a_function_are_documented_like_a_model(tmp_path: Path):
    statement = "create macro sample(asked) as table\nselect\n    a, -- A.\nfrom links.strikes\n"
    file = load(tmp_path, HEADER + statement, "interface/sample")
    assert (file.kind, file.columns, file.reads) == ("function", {"a": "A."}, frozenset())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("-- Strikes of one night.\n-- Two sources or more.\n", "", "open with comment lines that"),
        ("-- grain: night_of\n", "", "the header lacks its `grain` line"),
        ("-- not for: anything\n-- but tests.\n", "", "the header lacks its `not for` line"),
        ("anything\n-- but tests.", "", "the header lacks its `not for` line"),
        (
            "-- grain:",
            "-- grian:",
            "the header has no key `grian`; known are grain, not for, key",
        ),
        ("-- not for:", "-- Not for:", "the header has no key `Not for`; known are grain, not for"),
        ("-- grain: night_of", "-- grain: a\n-- grain: b", "the header has 2 `grain` lines"),
    ],
)
def test_a_malformed_header_is_refused(tmp_path: Path, old: str, new: str, message: str):
    assert old in HEADER
    with pytest.raises(SqlFileError) as error:
        load(tmp_path, HEADER.replace(old, new) + CONTRACT)
    assert str(error.value).startswith(f"{tmp_path}/strikes/sample.sql: {message}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" -- Night.", "", "the column night_of has no comment behind it"),
        (" -- Both.", "", "the column both has no comment behind it"),
        ("-- Both.", "/* Both. */", "the column both has no comment behind it"),
        ("as most, -- Most", ", -- Most", "a column has no name; write `case"),
        ("select\n    night_of, -- Night", "select -- Night", "a comment precedes the first"),
        (
            "-- Night.",
            "-- Night\n    -- of the attack.",
            "the comment of night_of runs over several",
        ),
        ("as both", "as most", "the column most is listed twice"),
        ("night_of, -- Night.", "*, -- Night.", "a column has no name; write `* as ...`"),
        ("\nselect", "\n(select", "there is no final `select`"),
    ],
)
def test_a_column_without_its_comment_is_refused(tmp_path: Path, old: str, new: str, message: str):
    assert old in MODEL
    file = load(tmp_path, HEADER + MODEL.replace(old, new))
    with pytest.raises(SqlFileError) as error:
        list(file.columns)
    assert str(error.value).startswith(f"{tmp_path}/strikes/sample.sql: {message}")


def test_a_column_of_a_contract_without_its_comment_is_refused(tmp_path: Path):
    file = load(tmp_path, HEADER + CONTRACT.replace(" -- Launched.", ""))
    with pytest.raises(SqlFileError, match=r"sample\.sql: the column launched has no comment"):
        list(file.columns)


def test_a_comment_without_a_column_is_refused_when_the_table_is_built(tmp_path: Path):
    file = load(tmp_path, HEADER + CONTRACT)
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute('create table marts.strikes_sample (night_of date, "row" integer)')
        with pytest.raises(SqlFileError) as error:
            sqlfile.comment_all(connection, file)
    assert "commented but not built ['launched']" in str(error.value)


def test_a_query_that_duckdb_can_not_parse_is_refused(tmp_path: Path):
    file = load(tmp_path, HEADER + "select a, -- A.\nfrom from links.strikes\n")
    with pytest.raises(SqlFileError, match=r"sample\.sql: .*syntax error"):
        list(file.reads)


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path):
    first = load(tmp_path, HEADER + CONTRACT)
    assert load(tmp_path, HEADER + CONTRACT) is first
    assert load(tmp_path, HEADER + MODEL).columns != first.columns


def test_a_query_can_be_cut_after_any_of_its_common_table_expressions():
    query = "with a as (select 1 as x), b as (select x as y from a) select y as z from b"
    assert duckdb.sql(up_to(query, "a")).fetchall() == [(1,)]
    assert duckdb.sql(up_to(query, "b")).columns == ["y"]
    with pytest.raises(
        ColumnError, match=r"no common table expression 'c'; there are \['a', 'b'\]"
    ):
        up_to(query, "c")
