"""Registers are read by the contract of their family; a cell of another kind is a problem."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.staging.contract import contract
from pipelines.staging.document import Document, Unreadable
from pipelines.staging.mappings import Terms
from pipelines.staging.tables.register import (
    NOT_IN_A_REGISTER,
    REQUIRED,
    claimer,
    reader,
    written,
)

FAMILY = "negotiations"
COLUMNS = [written(name) for name in contract(FAMILY) if name not in NOT_IN_A_REGISTER]
TERMS = Terms("acme", {"kind": {"talks": "talks"}})


def mapped(**cells: str) -> dict:
    """One row of a register with these cells, as the contract has it; all others are blank."""
    schema = dict.fromkeys(["document_id", "locator", *COLUMNS], pl.String)
    row = {name: None for name in schema} | {"document_id": "d", "locator": "1", **cells}
    return claimer(FAMILY)(pl.DataFrame([row], schema=schema), TERMS).row(0, named=True)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("started_on", "2026-02-04", "2026-02-04"),
        ("started_on", "2026-02", "2026-02"),
        ("parties", "UKR; RUS;USA", ["UKR", "RUS", "USA"]),
        ("parties", "", []),
        ("delegation_heads", "UKR: Rustem Umerov; RUS: Igor Kostyukov",
         [{"party": "UKR", "name": "Rustem Umerov"}, {"party": "RUS", "name": "Igor Kostyukov"}]),
    ],
)  # fmt: skip
def test_a_cell_has_the_type_of_its_column(column: str, cell: str, value: object) -> None:
    name = next(one for one in contract(FAMILY) if written(one) == column)
    row = mapped(**{column: cell})
    assert row[name] == value
    assert row["problem"] is None


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("started_on", "4 February", "a date (2026, 2026-02 or 2026-02-05)"),
        ("parties", "Ukraine", "a list of states (ISO 3166-1 alpha-3)"),
        ("delegation_heads", "Rustem Umerov", "a list of `ISO: name`"),
    ],
)
def test_a_cell_of_another_kind_is_a_problem_that_names_it(column, cell, kind) -> None:
    assert mapped(**{column: cell})["problem"] == f"{column} = '{cell}' is not {kind}"


@pytest.mark.parametrize(("cell", "precision"), [("2026-02-04", 3), ("2026-02", 5), ("2026", 6)])
def test_the_precision_follows_from_the_date_if_the_file_has_none(cell, precision) -> None:
    assert mapped(started_on=cell)["time_precision"] == precision


def test_a_file_has_the_required_columns_and_others_of_the_contract(tmp_path: Path) -> None:
    def parsed(*columns: str) -> pl.DataFrame:
        file = tmp_path / "register.csv"
        file.write_text(",".join(columns) + "\n" + ",".join("x" for _ in columns) + "\n")
        return reader(FAMILY)(Document("d", "inbox/acme/register.csv", file)).rows

    rows = parsed(*REQUIRED, "parties")
    assert rows["parties"].to_list() == ["x"]
    assert set(COLUMNS) <= set(rows.columns)
    with pytest.raises(Unreadable, match="report_ref"):
        parsed(*(name for name in REQUIRED if name != "report_ref"))
    with pytest.raises(Unreadable, match="party"):
        parsed(*REQUIRED, "party")
