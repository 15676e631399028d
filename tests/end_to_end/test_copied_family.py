"""A family is a folder: a copy under another name runs through the whole job to every reader.

So does a project without one of its families.
"""

import json
import re
from pathlib import Path

import duckdb
import pytest

from pipelines.publication.export import export
from pipelines.settings import Settings
from tests.copied import REMOVED, CopiedProject

NEW_START = "treaty-AG-NEWSTART"


@pytest.fixture
def publication(copied: CopiedProject) -> Path:
    """What a refresh of the copied project publishes."""
    return copied.here.warehouse


def counts(publication: Path, query: str) -> dict[str, int]:
    """Rows by family."""
    with duckdb.connect(str(publication), read_only=True) as connection:
        return dict(connection.execute(query).fetchall())


@pytest.mark.parametrize(
    "table",
    [
        "marts.overview_figures", "marts.overview_statements", "marts.overview_provenance",
        "marts.overview_claim_events", "marts.overview_event_lives", "marts.overview_history",
        "timeline",
    ],
)  # fmt: skip
def test_the_copy_has_as_many_rows_as_the_original(publication: Path, table: str):
    rows = counts(publication, f"select family, count(*) from {table} group by all")
    assert rows["treaties"] == rows["agreements"] > 0


@pytest.mark.parametrize("table", ["marts.overview_figure_history", "as_known_on('2026-02-10')"])
def test_past_values_of_the_copy_are_known(publication: Path, table: str):
    """Fewer than the original: without a row in linking_tolerances only equal dates are joined."""
    rows = counts(publication, f"select family, count(*) from {table} group by all")
    assert rows["treaties"] > 0


@pytest.mark.parametrize("table", ["coverage", "coverage_monthly", "sources"])
def test_the_copied_source_is_covered_as_the_original_is(publication: Path, table: str):
    claims = counts(
        publication, f"select source, sum(claims) from marts.overview_{table} group by all"
    )
    assert claims["treaty_register"] == claims["agreement_register"] > 0


def test_an_event_of_the_copy_is_explained(publication: Path, copied: CopiedProject):
    query = f"select source, count(*) from explain('{NEW_START}') group by all"
    assert counts(publication, query).keys() == {"treaty_register"}
    shown = copied.ledger("explain", NEW_START)
    assert shown.returncode == 0, shown.stderr
    assert re.search(r"^ +status +expired", shown.stdout, re.MULTILINE)


def test_the_copy_was_checked(publication: Path):
    query = "select checked_table, count(*) from quality.check_results group by all"
    checked = {table for table in counts(publication, query) if "treaties" in table}
    assert {"claims.treaties", "events.treaties", "marts.treaties_figures"} <= checked


def test_a_diff_shows_the_copy_as_added(golden: Settings, publication: Path, copied: CopiedProject):
    ran = copied.ledger("diff", str(golden.warehouse), str(publication), "--format", "json")
    assert ran.returncode == 1, ran.stderr
    shown = json.loads(ran.stdout)
    assert {(one["kind"], one["family"]) for one in shown["noticed"]} == {("new event", "treaties")}
    tables = {one["table"]: one for one in shown["tables"]}
    added = tables["marts.overview_figures"]["added"]
    assert {row["family"] for row in added} == {"treaties"}
    assert tables["marts.treaties_status"]["only_in"] == "after"


def test_a_removed_family_is_in_no_table_and_not_on_the_page(
    publication: Path, copied: CopiedProject
):
    query = "select schema_name || '.' || table_name, 1 from duckdb_tables()"
    tables = counts(publication, query)
    assert [table for table in tables if any(family in table for family in REMOVED)] == []
    sources = counts(publication, "select source, count(*) from landed.sources group by all")
    assert "exchange_register" in sources
    assert not {"acled", "ucdp_ged", "viina", "air_raid_alerts"} & sources.keys()
    page = (copied.here.report / "index.html").read_text()
    assert '<section id="exchanges">' in page
    assert [family for family in REMOVED if f'<section id="{family}">' in page] == []


def test_the_copy_is_exported_and_its_source_is_on_the_page(
    publication: Path, copied: CopiedProject, tmp_path: Path
):
    export(publication, tmp_path / "export")
    names = {path.stem for path in (tmp_path / "export" / "csv").iterdir()}
    assert {"events.treaties", "marts.treaties_status"} <= names
    assert "treaty register" in (copied.here.report / "index.html").read_text()
