"""GDELT is counted by topic, as published or zipped; a damaged file is refused as a whole."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipelines.components.staging_checks import run_rule, staging_rules
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.staging.document import Document, Unreadable
from tests.builds import empty_build
from tests.sources import reader_of

NAME = "20260205120000.export.CSV"
SAMPLE = SOURCES / "gdelt" / "sample" / NAME


def counted(path: Path) -> dict[str, tuple[str, str]]:
    """Records and mentions of each topic."""
    parsed = reader_of("gdelt").read(Document("d", f"inbox/gdelt/{path.name}", path))
    assert parsed.rows_in == parsed.rows.height
    return {row["topic"]: (row["records"], row["mentions"]) for row in parsed.rows.to_dicts()}


def test_records_are_counted_by_what_they_are_about() -> None:
    assert counted(SAMPLE) == {
        "all": ("6", "30"),
        "conflict_in_ukraine": ("2", "15"),
        "ukraine": ("4", "25"),
        "ukraine_and_russia": ("2", "14"),
    }


@pytest.mark.parametrize("name", [f"{NAME}.zip", f"gdelt_{NAME}.zip"])
def test_a_file_is_read_as_it_is_published_and_as_it_is_fetched(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, SAMPLE.read_bytes())
    assert counted(path) == counted(SAMPLE)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\t4\t-10.0\t10", "4\t-10.0\t10", "line 1 has 60 columns, not 61"),
        ("\t10\t1\t10\t", "\tmany\t1\t10\t", "line 1: DATEADDED '20260205120000' and NumMentions"),
        ("\t20260205120000\t", "\t20261305120000\t", "line 1: DATEADDED '20261305120000'"),
    ],
)
def test_a_damaged_line_refuses_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    content = SAMPLE.read_text()
    assert old in content
    path = tmp_path / NAME
    path.write_text(content.replace(old, new, 1))
    with pytest.raises(Unreadable, match=reason):
        counted(path)


def test_the_date_of_a_file_is_in_its_name() -> None:
    source = all_sources()["gdelt"]
    for name in (NAME, f"{NAME}.zip", f"gdelt_{NAME}.zip"):
        assert str(source.date_in_name(name)) == "2026-02-05"


def test_a_source_without_claims_is_late_by_the_days_of_its_documents(tmp_path: Path) -> None:
    source = all_sources()["gdelt"]
    rule = next(one for one in staging_rules(source) if one.name == "source_is_current")
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        warehouse.rows(
            "insert into landed.documents by name select 'd' as document_id, 'h' as sha256, "
            "'gdelt' as source, 'inbox/gdelt/a' as uri, 't' as media_type, 1 as bytes, "
            "timestamptz '2026-02-05 00:00:00Z' as landed_at, landed_at as known_at"
        )
        late = [
            run_rule(warehouse, source, rule, day).is_success
            for day in (date(2026, 2, 6), date(2026, 4, 1))
        ]
    assert late == [True, False]
