"""A table of strikes with its suite, and rows that hold and that break its rules."""

from pathlib import Path

from pipelines.quality import suite

TABLE = """\
-- Strikes of one night.
-- grain: night_of x weapon_class
-- not for: anything but tests.
create table marts.strikes_sample (
    night_of date not null, -- Night.
    weapon_class varchar not null, -- Class.
    launched integer, -- Launched.
    intercepted integer -- Intercepted.
);
"""

SUITE = """\
expectations:
  - name: one_row_per_night
    type: expect_compound_columns_to_be_unique
    kwargs: {column_list: [night_of, weapon_class]}
    severity: critical
    reason: Two rows would count a night twice.
  - name: launched_not_negative
    type: expect_column_values_to_be_between
    kwargs: {column: launched, min_value: 0}
    severity: critical
    reason: A count below zero was misread.
  - name: intercepted_at_most_launched
    type: unexpected_rows_expectation
    kwargs:
      unexpected_rows_query: |
        select night_of, launched, intercepted from {batch} where intercepted > launched
    severity: warning
    reason: It happened once, on 2024-12-27.
  - name: has_rows
    type: expect_table_row_count_to_be_between
    kwargs: {min_value: 1}
    severity: warning
    reason: An empty table says that nothing was read.
"""

GOOD = "('2026-02-05', 'drone', 183, 156), ('2026-02-05', 'ballistic_missile', 2, 0)"
MORE_THAN_LAUNCHED = "('2024-12-27', 'drone', 24, 25)"
NEGATIVE = "('2026-02-06', 'drone', -3, null)"


def written(folder: Path) -> Path:
    """A house of one table and its suite."""
    (folder / "sql" / "strikes").mkdir(parents=True)
    (folder / "expectations").mkdir()
    (folder / "sql" / "strikes" / "sample.sql").write_text(TABLE)
    (folder / "expectations" / "marts.strikes_sample.yml").write_text(SUITE)
    return folder


def suite_of(tree: Path) -> suite.Suite:
    (found,) = suite.all_suites(tree)
    return found


def replace(tree: Path, old: str, new: str) -> Path:
    path = tree / "expectations" / "marts.strikes_sample.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path
