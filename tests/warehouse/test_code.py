"""The version of the code is that of the files that decide what is published."""

import pytest

from pipelines.paths import ROOT
from pipelines.warehouse.code import PATTERNS, code_version


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_names_files(pattern: str) -> None:
    assert list(ROOT.glob(pattern))


def test_a_change_of_name_or_content_changes_the_version(tmp_path, monkeypatch) -> None:
    version = code_version.__wrapped__
    monkeypatch.setattr("pipelines.warehouse.code.ROOT", tmp_path)
    file = tmp_path / "sql" / "strikes" / "daily.sql"
    file.parent.mkdir(parents=True)
    versions = [version()]
    for content in ("select 1", "select 2"):
        file.write_text(content)
        versions.append(version())
    file.rename(file.with_name("weekly.sql"))
    versions.append(version())
    assert len(set(versions)) == 4
    (tmp_path / "README.md").write_text("words")
    assert version() == versions[-1]
