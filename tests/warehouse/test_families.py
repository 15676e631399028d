"""Families are found by their folders, and what a model reads from all of them is a plain union."""

from pathlib import Path

import pytest

from pipelines.warehouse import sqlfile
from pipelines.warehouse.families import (
    COLUMNS,
    UnknownPart,
    expanded,
    families,
    faults,
    table_of,
)

COLUMNS_OF_ALL = {part: set(columns) for part, columns in COLUMNS.items()}


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    """Two families, of which one has notes, and a folder that is no family."""
    for family in ("treaties", "alerts"):
        for part in ("claims", "links", "events", "figures", "statements", "dated"):
            (tmp_path / family).mkdir(exist_ok=True)
            (tmp_path / family / f"{part}.sql").touch()
    (tmp_path / "alerts" / "notes.sql").touch()
    (tmp_path / "overview").mkdir()
    return tmp_path


def tables_of(root: Path) -> dict[str, set[str]]:
    """The columns of every table of these folders, when each has what its part asks for."""
    return {
        table_of(path.parent.name, path.stem): COLUMNS_OF_ALL[path.stem]
        for path in root.glob("*/*.sql")
    }


def test_a_family_is_a_folder_with_claims(sql: Path):
    assert families(sql) == ["alerts", "treaties"]


def test_what_is_read_of_every_family_is_a_union_with_named_columns(sql: Path):
    assert expanded("select * from every_family.links as links", sql) == (
        "select * from ("
        "select 'alerts' as family, claim_id, event_id, role, reason, decided_by "
        "from links.alerts union all "
        "select 'treaties' as family, claim_id, event_id, role, reason, decided_by "
        "from links.treaties) as links"
    )


def test_an_optional_part_is_read_of_the_families_that_have_it(sql: Path):
    assert expanded("from every_family.notes", sql) == (
        "from (select 'alerts' as family, event_id, note from marts.alerts_notes)"
    )


def test_an_optional_part_that_no_family_has_is_refused(sql: Path):
    with pytest.raises(UnknownPart, match=r"every_family.disagreements: no folder of .* has a"):
        expanded("from every_family.disagreements", sql)


def test_a_part_that_families_do_not_have_is_refused_with_its_file(sql: Path):
    model = sql / "overview" / "sums.sql"
    model.write_text(
        "-- Sums.\n-- grain: a\n-- not for: use\nselect\n    a, -- A.\nfrom every_family.sums\n"
    )
    with pytest.raises(sqlfile.SqlFileError, match=r"sums\.sql: every_family\.sums: no such part"):
        sqlfile.load(model)


def test_families_that_have_all_they_need_have_no_fault(sql: Path):
    assert list(faults(tables_of(sql), sql)) == []


def test_a_part_that_a_family_lacks_is_named(sql: Path):
    (sql / "treaties" / "dated.sql").unlink()
    (found,) = faults(tables_of(sql), sql)
    assert found.endswith("treaties/dated.sql: missing; every family has one, see CONTRIBUTING.md")


def test_a_column_that_a_part_lacks_is_named(sql: Path):
    tables = tables_of(sql)
    tables["marts.alerts_notes"] = {"event_id"}
    (found,) = faults(tables, sql)
    assert found.endswith(
        "alerts/notes.sql: lacks the columns ['note'], which every family's notes has"
    )
