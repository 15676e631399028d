"""A family is a folder: a copy under another name runs through the whole job to every reader."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import ROOT, Settings
from tests.running import LEDGER, apart

NEW_START = "treaty-AG-NEWSTART"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with `agreements` and its register copied as `treaties` and `treaty_register`."""
    root = tmp_path_factory.mktemp("project")
    for name in ("pipelines", "sql", "expectations"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "dagster.yaml"):
        shutil.copy(ROOT / name, root)
    for file in sorted((root / "sql/agreements").iterdir()):
        copy_renamed(file, root / "sql/treaties" / file.name)
    for file in sorted((root / "expectations").glob("*.agreements*.yml")):
        copy_renamed(file, file.with_name(file.name.replace("agreements", "treaties")))
    register = root / "pipelines/defs/sources/agreement_register"
    for file in sorted(path for path in register.rglob("*") if path.is_file()):
        place = root / "pipelines/defs/sources/treaty_register" / file.relative_to(register)
        copy_renamed(file, place.with_name(place.name.replace("agreements", "treaties")))
    return root


def copy_renamed(file: Path, target: Path) -> None:
    """The file with the name of the family and its event ids replaced; data stay as they are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text()
    if file.suffix != ".csv":
        text = text.replace("agreements", "treaties").replace("agreement-", "treaty-")
    target.write_text(text)


def ledger(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the copied project, in a process of its own."""
    environment = apart(tree / "data", PYTHONPATH=str(tree), DAGSTER_HOME=str(tree))
    return subprocess.run(
        [LEDGER, *arguments],
        cwd=tree, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def publication(tree: Path) -> Path:
    """What a refresh of the copied project publishes."""
    ran = ledger(tree, "refresh")
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr
    return tree / "data" / "warehouse.duckdb"


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


def test_an_event_of_the_copy_is_explained(publication: Path, tree: Path):
    query = f"select source, count(*) from explain('{NEW_START}') group by all"
    assert counts(publication, query).keys() == {"treaty_register"}
    shown = ledger(tree, "explain", NEW_START)
    assert shown.returncode == 0, shown.stderr
    assert re.search(r"^ +status +expired", shown.stdout, re.MULTILINE)


def test_the_copy_was_checked(publication: Path):
    query = "select checked_table, count(*) from quality.check_results group by all"
    checked = {table for table in counts(publication, query) if "treaties" in table}
    assert {"claims.treaties", "events.treaties", "marts.treaties_figures"} <= checked


def test_a_diff_shows_the_copy_as_added(golden: Settings, publication: Path, tree: Path):
    ran = ledger(tree, "diff", str(golden.warehouse), str(publication), "--format", "json")
    assert ran.returncode == 1, ran.stderr
    tables = {one["table"]: one for one in json.loads(ran.stdout)}
    added = tables["marts.overview_figures"]["added"]
    assert {row["family"] for row in added} == {"treaties"}
    assert tables["marts.treaties_status"]["only_in"] == "after"
