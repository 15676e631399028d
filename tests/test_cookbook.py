"""Every query of the cookbook runs on the shipped registers and answers what the page says."""

import re
from pathlib import Path

import duckdb

from pipelines.settings import ROOT

COOKBOOK = ROOT / "docs" / "cookbook.md"

RECIPE = re.compile(
    r"(```sql\n(?P<query>.*?)```\n\n<!-- answer -->\n).*?(<!-- /answer -->)", re.DOTALL
)


def written(warehouse: Path) -> str:
    """The cookbook with its answers made anew from a publication of the shipped registers."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return RECIPE.sub(
            lambda found: found[1] + _table(connection.sql(found["query"])) + found[3],
            COOKBOOK.read_text(),
        )


def test_the_cookbook_answers_what_the_shipped_registers_tell(golden):
    assert COOKBOOK.read_text() == written(golden.warehouse), "write it anew with `make docs`"


def test_the_cookbook_answers_at_least_fifteen_questions():
    text = COOKBOOK.read_text()
    assert len(RECIPE.findall(text)) == len(re.findall(r"^## \d+\. ", text, re.MULTILINE)) >= 15


def test_every_answer_has_rows(golden):
    with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
        for found in RECIPE.finditer(COOKBOOK.read_text()):
            assert connection.execute(found["query"]).fetchone(), found["query"]


def _table(answer: duckdb.DuckDBPyRelation) -> str:
    lines = [answer.columns, ["---"] * len(answer.columns), *answer.fetchall()]
    return "".join(f"| {' | '.join(_cell(value) for value in line)} |\n" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).replace("|", "\\|")
