"""A publication is opened to read only, with moments in UTC."""

import duckdb
import pytest

from pipelines.publication.reading import open_publication


def test_moments_are_shown_in_utc_on_every_machine(golden, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    with open_publication(golden.warehouse) as connection:
        shown = connection.execute("select published_at::varchar from main.publication").fetchall()[
            0
        ][0]
        assert shown.endswith("+00")
        with pytest.raises(duckdb.Error, match="read-only"):
            connection.execute("create table a as select 1")


def test_a_missing_or_damaged_file_is_an_error(tmp_path) -> None:
    with pytest.raises(duckdb.Error):
        open_publication(tmp_path / "lost.duckdb")
    (tmp_path / "damaged.duckdb").write_bytes(b"x" * 10_000)
    with pytest.raises(duckdb.Error):
        open_publication(tmp_path / "damaged.duckdb")
    assert not (tmp_path / "lost.duckdb").exists()
