"""Every query is in the SQL that DuckDB and Spark share; the linter names file and construct."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.components.model import fold_claims
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.engines.engine import Step
from pipelines.engines.portable import faults
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from tests.builds import empty_build

HEADER = "-- One row.\n-- grain: one\n-- not for: anything but tests.\n"


def test_every_model_is_portable():
    models = [file for file in sqlfile.all_files() if not file.is_contract]
    assert models
    assert [fault for file in models for fault in faults(file)] == []


class Noting(DuckDBEngine):
    """Notes the queries of claims that it gets."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def fold(self, warehouse: Warehouse, revised: Step, views: Sequence[Step]) -> None:
        self.steps += [revised, *views]
        super().fold(warehouse, revised, views)


def test_claims_and_revisions_of_every_family_are_portable(tmp_path: Path):
    noting = Noting()
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        for family in families():
            fold_claims(warehouse, family, engine=noting)
    assert len(noting.steps) == 3 * len(families())
    assert [fault for step in noting.steps for fault in faults(step)] == []


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        ("len(flags)", "`len`: write array_length"),
        ("ended_on - started_on", "date - date"),
        ("cast(a as date) - cast(b as date)", "date - date"),
        ("count(distinct source) over (partition by claim_id)", "distinct over a window"),
        ("list_filter(flags, lambda f: exists (select 1 from links.strikes))", "a query inside"),
        ("soundex(source)", "soundex has not been tried on Spark"),
        ("(a + b) at time zone 'UTC'", "only a column or `cast(... as timestamp)`"),
    ],
)
def test_a_construct_outside_the_dialect_is_refused(tmp_path: Path, column: str, fault: str):
    path = tmp_path / "sql" / "strikes" / "sample.sql"
    path.parent.mkdir(parents=True)
    path.write_text(f"{HEADER}select\n    {column} as one, -- One.\nfrom claims.strikes\n")
    (found,) = [one for one in faults(sqlfile.load(path)) if fault in one]
    assert str(path) in found
