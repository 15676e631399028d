"""A family is a folder: without it the definitions load, and nothing reads its tables."""

import subprocess
import sys
from pathlib import Path

from pipelines.paths import ROOT
from pipelines.warehouse import sqlfile
from pipelines.warehouse.families import families
from tests.running import apart


def test_the_project_loads_without_any_one_of_its_families(tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.removed", str(tmp_path)],
        cwd=ROOT, env=apart(tmp_path / "data"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [f"{family} removed" for family in families()], ran.stdout


def test_a_table_that_compares_families_names_those_it_reads():
    """A family that a table names without reading it would take the table along."""
    for file in sqlfile.all_files():
        parts = {table.split(".")[1].split("_")[0] for table in file.reads}
        if file.compared and not file.is_contract:
            assert file.compared == parts & set(families()) - {file.family}, file.path
