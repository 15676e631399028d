"""Columns of the published file are named as docs/naming.md says."""

import re
from collections import defaultdict

import pytest

from pipelines.paths import ROOT

PAGE = (ROOT / "docs" / "naming.md").read_text()

SPANS = {"day", "week", "month", "as_of"}
"""Dates that are named for the span a row covers, and the moment of a rebuild."""

VALUES = {"value", "word", "best_value"}
"""Text of any figure, beside the column that names the figure."""

WORDS = (
    "claim", "claimant", "account", "event", "link", "role", "regime", "window", "night",
    "evidence", "landing", "quarantine", "correction", "natural key", "grain",
    "low, best, high", "source_type", "source_rank", "component", "validity interval", "pass",
    "claim history", "sandbox", "overlap key", "record", "revision", "known", "composition",
    "anomaly", "provenance", "figure history",
)  # fmt: skip


def _section(title: str) -> list[list[str]]:
    """Rows of the tables under a heading of the page, as cells."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    return [cells for cells in rows[2:] if cells[0].strip("-| ")]


def _rules(title: str) -> dict[str, set[str]]:
    """Types allowed by each suffix or prefix."""
    return {
        affix: set(types.split(" or "))
        for affixes, types, _ in _section(title)
        for affix in re.findall("`([^`]+)`", affixes)
    }


SUFFIXES, PREFIXES = _rules("Suffixes"), _rules("Prefixes")


@pytest.fixture
def columns(ask_golden) -> list[tuple[str, str, str]]:
    """Table, column and type of everything published."""
    return ask_golden(
        "select concat(schema_name, '.', table_name), column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and not internal"
    )


def _suffix(column: str) -> str | None:
    fitting = [suffix for suffix in SUFFIXES if column.endswith(suffix)]
    return max(fitting, key=len, default=None)


def test_a_name_has_one_type(columns):
    types = defaultdict(lambda: defaultdict(list))
    for table, column, kind in columns:
        types[column][kind].append(table)
    assert {name: dict(kinds) for name, kinds in types.items() if len(kinds) > 1} == {}


def test_a_suffix_says_the_type(columns):
    wrong = [
        (table, column, kind)
        for table, column, kind in columns
        if (suffix := _suffix(column)) and kind not in SUFFIXES[suffix]
    ]
    assert wrong == []


def test_booleans_and_only_they_have_a_prefix(columns):
    wrong = [
        (table, column, kind)
        for table, column, kind in columns
        if column.startswith(tuple(PREFIXES)) != (kind == "BOOLEAN")
    ]
    assert wrong == []


def test_dates_and_moments_are_named_as_such(columns):
    wrong = [
        (table, column)
        for table, column, kind in columns
        if (kind == "DATE" or kind.startswith("TIMESTAMP"))
        and column not in SPANS
        and kind not in SUFFIXES.get(_suffix(column) or "", set())
    ]
    assert wrong == []


def test_every_suffix_and_prefix_is_in_use(columns):
    names = {column for _, column, _ in columns}
    used = {_suffix(name) for name in names}
    assert SUFFIXES.keys() - used == set()
    assert all(any(name.startswith(prefix) for name in names) for prefix in PREFIXES)


def test_a_text_that_holds_reduced_dates_is_named_stated(columns, ask_golden):
    """Values of named figures (`value`, `word`) apart: they hold numbers, words and dates alike."""
    texts = defaultdict(list)
    for table, column, kind in columns:
        if kind == "VARCHAR" and not column.endswith("_stated") and column not in VALUES:
            texts[table].append(column)
    reduced = r"\d{4}(-\d{2}(-\d{2})?)?"

    def hold_dates(table: str, names: list[str], rows: str) -> list[str]:
        asked = ", ".join(f"bool_and(regexp_full_match(\"{name}\", '{reduced}'))" for name in names)
        [answers] = ask_golden(f"select {asked} from (from {table} {rows})")
        return [name for name, answer in zip(names, answers, strict=True) if answer is not False]

    wrong = []
    for table, names in texts.items():
        if likely := hold_dates(table, names, "limit 100"):
            asked = ", ".join(f'count("{name}")' for name in likely)
            filled = dict(zip(likely, ask_golden(f"select {asked} from {table}")[0], strict=True))
            if given := [name for name in likely if filled[name]]:
                wrong += [(table, name) for name in hold_dates(table, given, "")]
    assert wrong == []


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_defined_once(word: str):
    defined = [
        cells[0]
        for title in ("Words of the field", "Words of the pipeline")
        for cells in _section(title)
    ]
    assert defined.count(word) == 1
