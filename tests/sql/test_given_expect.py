"""SQL is tested with given rows and expected rows small enough to check by hand.

Each case of tests/sql/<schema>.<table>.yml names the rows of the tables that the model reads and
the rows it must make. Only the columns named are compared; columns not given are null. A table
that a case does not give is built from those that it gives, so that a case of links.strikes may
give claims alone, and a case of one of its steps the step before.

    - name: a_class_total_is_not_added_to_its_models
      given:
        known.strikes: [{claim_id: a, launched: 5}]
      expect: [{launched_best: 5}]

A case with `cte: merged` expects the rows of that common table expression, in any order.
"""

from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import zip_longest
from pathlib import Path

import duckdb
import pytest
import yaml

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import SCHEMAS
from pipelines.warehouse.columns import up_to
from pipelines.warehouse.families import families

Made = tuple[list[str], list[tuple]]
"""Names of columns, and rows."""

FILES = {file.table: file for file in sqlfile.all_files()}
"""Every documented table, by name."""


def _cases(folder: Path = Path(__file__).parent) -> Iterator[tuple[str, dict]]:
    """Cases of every file; those of a shared model are tried in each family that has it."""
    for path in sorted(folder.glob("*.yml")):
        is_shared = sqlfile.EACH_FAMILY in path.stem
        for family in families() if is_shared else [sqlfile.EACH_FAMILY]:
            table = path.stem.replace(sqlfile.EACH_FAMILY, family)
            if table in FILES or not is_shared:
                text = path.read_text().replace(sqlfile.EACH_FAMILY, family)
                yield from ((table, case) for case in _listed(path, text))


def _listed(path: Path, text: str) -> list[dict]:
    """The cases of a file; raises `ValueError` naming the file if it has none or another form."""
    cases = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(cases, list) or not cases:
        raise ValueError(f"{path}: no cases; write a list of `name`, `given` and `expect`")
    for number, case in enumerate(cases, start=1):
        missing = {"name", "given", "expect"} - (case.keys() if isinstance(case, dict) else set())
        if missing:
            raise ValueError(f"{path}: case {number} lacks {', '.join(sorted(missing))}")
    return cases


CASES = list(_cases())

WITH_AN_ORDER = [
    (table, case)
    for table, case in CASES
    if table.startswith("marts.") and any(len(rows) > 1 for rows in case["given"].values())
]
"""Cases of marts that give more than one row of something."""

ORDER = [
    table
    for table in TopologicalSorter(
        {name: file.reads for name, file in FILES.items()}
    ).static_order()
    if table in FILES and not FILES[table].is_contract
]
"""Every model, each after those that it reads."""


def _names(cases: list[tuple[str, dict]]) -> list[str]:
    return [f"{table}:{case['name']}" for table, case in cases]


@pytest.fixture(scope="module")
def house() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table, empty: contracts laid out, models built on them, in an order that works."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'; set threads = 1")
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        for file in FILES.values():
            if file.is_contract:
                connection.execute(file.statement)
        for family in families():
            connection.execute(f"create table known.{family} as from claims.{family}")
        for table in ORDER:
            connection.execute(f"create table {table} as {FILES[table].statement}")
        yield connection


@pytest.mark.parametrize(("table", "case"), CASES, ids=_names(CASES))
def test_given_rows_yield_expected_rows(house, table, case):
    made, got = _as_given(house, table, case, case.get("cte"))
    columns = list(dict.fromkeys(name for row in case["expect"] for name in row))
    if not columns:
        assert got == []
        return
    places = [made.index(name) for name in columns]
    got = [_plain(tuple(row[place] for place in places)) for row in got]
    expected = [_plain(tuple(row.get(name) for name in columns)) for row in case["expect"]]
    if "cte" in case:
        got, expected = sorted(got, key=repr), sorted(expected, key=repr)
    if got != expected:
        pytest.fail(side_by_side(columns, expected, got), pytrace=False)


@pytest.mark.parametrize(("table", "case"), WITH_AN_ORDER, ids=_names(WITH_AN_ORDER))
def test_the_order_of_the_given_rows_changes_nothing(house, table, case):
    backwards = {given: rows[::-1] for given, rows in case["given"].items()}
    assert _made(house, table, backwards) == _as_given(house, table, case)


MADE: dict[tuple[str, str, str | None], Made] = {}
"""What a case made, by table, name and expression, for the test that gives its rows backwards."""


def _as_given(
    house: duckdb.DuckDBPyConnection, table: str, case: dict, cte: str | None = None
) -> Made:
    """What the model makes of the case's rows in their order, or one of its expressions."""
    key = table, case["name"], cte
    if key not in MADE:
        MADE[key] = _made(house, table, case["given"], cte)
    return MADE[key]


def side_by_side(columns: list[str], expected: list[tuple], got: list[tuple]) -> str:
    """The cells that differ, one a line: row, column, expected and got.

    A row that only one side has is printed with all its cells.
    """
    lines: list[tuple[str, ...]] = [("row", "column", "expected", "got")]
    for place, (want, have) in enumerate(zip_longest(expected, got), 1):
        for at, column in enumerate(columns):
            cells = ["no row" if row is None else repr(row[at]) for row in (want, have)]
            if want is None or have is None or want[at] != have[at]:
                lines.append((str(place), column, *cells))
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    counts = f"{len(expected)} rows expected, {len(got)} got; cells that differ:"
    table = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
    return "\n".join([counts, *table])


def test_a_difference_is_printed_by_row_and_column():
    shown = side_by_side(
        ["event_id", "launched_best"], [("a", 5), ("b", None)], [("a", 7), ("b", None), ("c", 1)]
    )
    assert shown.splitlines() == [
        "2 rows expected, 3 got; cells that differ:",
        "row  column         expected  got",
        "1    launched_best  5         7",
        "3    event_id       no row    'c'",
        "3    launched_best  no row    1",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no cases; write a list"),
        ("# Only a comment.", "no cases; write a list"),
        ("name: a_case", "no cases; write a list"),
        ("- a_case", "case 1 lacks expect, given, name"),
        ("- {name: a, given: {}, expect: []}\n- {name: b, given: {}}", "case 2 lacks expect"),
    ],
)
def test_a_file_without_cases_is_named(tmp_path: Path, text: str, reason: str):
    file = tmp_path / "marts.strikes_daily.yml"
    file.write_text(text)
    with pytest.raises(ValueError) as error:
        list(_cases(tmp_path))
    assert str(error.value).startswith(f"{file}: {reason}")


def test_every_model_has_a_case():
    tested = {table for table, _ in CASES}
    models = {file.table for file in sqlfile.all_files() if not file.is_contract}
    assert models <= tested, f"no given and expected rows for {sorted(models - tested)}"


def _made(
    house: duckdb.DuckDBPyConnection,
    table: str,
    given: dict[str, list[dict]],
    cte: str | None = None,
) -> Made:
    """What the model makes of the given rows, or one of its common table expressions.

    The house is empty again afterwards.
    """
    model = FILES[table].statement
    house.begin()
    try:
        for name, rows in given.items():
            house.execute(f"delete from {name}")
            if rows:
                _insert(house, name, rows)
        for step in _steps_between(frozenset(given), table):
            house.execute(f"create or replace table {step} as {FILES[step].statement}")
        house.execute(up_to(model, cte) if cte else model)
        return [name for name, *_ in house.description or ()], house.fetchall()
    finally:
        house.rollback()


@cache
def _steps_between(given: frozenset[str], table: str) -> list[str]:
    """Models that the given tables change and the table reads, in an order that works."""
    changed = set(given)
    for name in ORDER:
        if FILES[name].reads & changed:
            changed.add(name)
    behind = {table}
    for name in reversed(ORDER):
        if name in behind and name not in given:
            behind |= FILES[name].reads
    return [name for name in ORDER if name in (changed & behind) - given - {table}]


def _insert(house: duckdb.DuckDBPyConnection, table: str, given: list[dict]) -> None:
    """Rows, by name; not-null columns that a row does not care for get a stand-in."""
    stand_ins = _stand_ins(house, table)
    unknown = {name for row in given for name in row} - stand_ins.keys()
    assert not unknown, f"{table} has no column {sorted(unknown)}"
    names = [
        name
        for name, stand_in in stand_ins.items()
        if stand_in is not None or any(name in row for row in given)
    ]
    rows = ", ".join(["(" + ", ".join("?" for _ in names) + ")"] * len(given))
    listed = ", ".join(f'"{name}"' for name in names)
    house.execute(
        f"insert into {table} ({listed}) values {rows}",
        [row.get(name, stand_ins[name]) for row in given for name in names],
    )


@cache
def _stand_ins(house: duckdb.DuckDBPyConnection, table: str) -> dict[str, object]:
    """What each column of a table gets in a row that does not name it."""
    return {
        name: _stand_in(kind)
        if nullable == "NO"
        else []
        if kind.endswith("[]") and name != "evidence"
        else None
        for name, kind, nullable, *_ in house.execute(f"describe {table}").fetchall()
    }


def _stand_in(kind: str) -> object:
    if kind == "BOOLEAN":
        return False
    if kind in ("INTEGER", "BIGINT"):
        return 1
    if kind.startswith("TIMESTAMP"):
        return "2026-01-01 00:00:00+00"
    if kind == "DATE":
        return "2026-01-01"
    return "x"


def _plain(row: tuple) -> tuple:
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row)
