"""Families are found by their folders, and what a model reads from all of them is a plain union."""

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import sqlfile
from pipelines.warehouse.families import absent, expanded, families, lacking

MODEL = "-- A row.\n-- grain: a\n-- not for: use\nselect\n    a, -- A.\nfrom landed.documents\n"


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    """Two families, of which one has notes, and a folder that is not a family."""
    for family in ("treaties", "alerts"):
        (tmp_path / family).mkdir()
        for part in ("claims", "links", "events", "figures", "statements", "dated"):
            (tmp_path / family / f"{part}.sql").write_text(MODEL)
    (tmp_path / "alerts" / "notes.sql").write_text(MODEL)
    (tmp_path / "overview").mkdir()
    return tmp_path


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


def test_an_optional_part_that_no_family_has_is_an_empty_table_with_its_types(sql: Path):
    empty = duckdb.sql(expanded("from every_family.parts", sql))
    assert (empty.columns, empty.fetchall()) == (["family", "claim_id", "part"], [])
    assert {str(kind) for kind in empty.types} == {"VARCHAR"}


def test_a_part_that_families_do_not_have_is_refused_with_its_file(sql: Path):
    model = sql / "overview" / "sums.sql"
    model.write_text(
        "-- Sums.\n-- grain: a\n-- not for: use\nselect\n    a, -- A.\nfrom every_family.sums\n"
    )
    with pytest.raises(sqlfile.SqlFileError, match=r"sums\.sql: every_family\.sums: no such part"):
        sqlfile.load(model)


def test_a_family_that_has_all_it_needs_lacks_nothing(sql: Path):
    assert list(absent(sql)) == []


def test_a_part_that_a_family_lacks_is_named(sql: Path):
    (sql / "treaties" / "dated.sql").unlink()
    with pytest.raises(sqlfile.SqlFileError, match=r"treaties/dated\.sql: missing; every family"):
        sqlfile.all_files(sql)


def test_a_column_that_a_part_lacks_is_named(sql: Path):
    notes = sql / "alerts" / "notes.sql"
    notes.write_text(
        "-- Notes.\n-- grain: event_id\n-- not for: use\n"
        "select\n    event_id, -- Event.\nfrom events.alerts\n"
    )
    with pytest.raises(sqlfile.SqlFileError, match=r"alerts/notes\.sql: lacks .* \['note'\]"):
        _ = sqlfile.load(notes).columns


def test_a_model_of_a_folder_that_is_no_family_may_have_any_columns(sql: Path):
    assert lacking(sql / "overview" / "notes.sql", []) == []
