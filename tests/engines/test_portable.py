"""Every model is in the SQL that DuckDB and Spark share; the linter names file and construct."""

from pathlib import Path

import pytest

from pipelines.engines.portable import faults
from pipelines.warehouse import sqlfile

HEADER = "-- One row.\n-- grain: one\n-- not for: anything but tests.\n"


def test_every_model_is_portable():
    models = [file for file in sqlfile.all_files() if not file.is_contract]
    assert models
    assert [fault for file in models for fault in faults(file)] == []


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
