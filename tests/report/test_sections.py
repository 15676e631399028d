"""The page is made of a publication in which something is not known or has no rows."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.report.content import Section
from pipelines.report.data import open_data
from pipelines.report.page import all_sections
from pipelines.settings import Settings
from pipelines.warehouse.families import families

Changed = Callable[[list[str]], list[Section]]

NO_EXCHANGE = """
update marts.exchanges_official_totals
set ours_low = null, ours_best = null, ours_high = null, difference = null
"""


@pytest.fixture
def sections(golden: Settings, tmp_path: Path) -> Changed:
    """Sections of a page over the shipped registers after some statements."""

    def made(statements: list[str]) -> list[Section]:
        publication = tmp_path / golden.warehouse.name
        shutil.copyfile(golden.warehouse, publication)
        with duckdb.connect(str(publication), config={"threads": 1}) as connection:
            for statement in statements:
                connection.execute(statement)
        with open_data(publication, None) as data:
            return all_sections(data)

    return made


def test_an_official_total_without_an_exchange_to_compare_with(sections):
    (totals,) = (
        chart
        for section in sections([NO_EXCHANGE])
        for chart in section.charts
        if chart.title.startswith("Official running totals")
    )
    assert totals.lead.endswith("the ledger knows of no exchange until then.")


@pytest.mark.parametrize("family", families())
def test_a_family_without_rows(golden, sections, family):
    with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() "
            "where table_name = $1 or table_name like $1 || '\\_%' escape '\\'",
            [family],
        ).fetchall()
        every = connection.execute(
            "select schema_name || '.' || table_name from duckdb_columns() "
            "where schema_name = 'marts' and table_name like 'overview%' and column_name = 'family'"
        ).fetchall()
    emptied = [f"delete from {table}" for (table,) in tables]
    emptied += [f"delete from {table} where family = '{family}'" for (table,) in every]
    assert len(emptied) > 5
    assert sections(emptied)
