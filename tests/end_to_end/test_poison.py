"""Poisoned input stops nothing else and loses no row; each error says what is wrong and where."""

import csv
import io
import os
from collections.abc import Callable

import duckdb
import pytest

from pipelines.settings import Settings
from tests.running import as_far_as_claims, refreshed

HEADER: list[str] = [
    "time_start", "time_end", "model", "launch_place", "target", "carrier", "launched",
    "destroyed", "not_reach_goal", "cross_border_belarus", "back_russia", "still_attacking",
    "destroyed_details", "launched_details", "launch_place_details", "source",
]  # fmt: skip
"""Columns of the missile attack table's first generation."""

GOOD = {
    "time_start": "2024-02-04 18:00",
    "time_end": "2024-02-05 08:00",
    "model": "Shahed-136/131",
    "target": "Ukraine",
    "launched": "10.0",
    "destroyed": "9",
    "source": "kpszsu/posts/poison",
}


def table(*rows: dict[str, str], header: list[str] = HEADER, delimiter: str = ",") -> bytes:
    """A file in the table's form."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, header, delimiter=delimiter, extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


WHOLE = {
    "binary": (os.urandom(4096) + b"\xff\x00", ["binary.csv"]),
    "empty": (b"", ["empty.csv", "empty"]),
    "semicolons": (table(GOOD, delimiter=";"), ["semicolons.csv", "delimiter"]),
    "no_column": (table(GOOD, header=HEADER[:-1]), ["no_column.csv", "source"]),
}
"""Documents that cannot be read at all, and what their reason must name."""

ROWS = {
    "formula": ({"launched": "=1+1"}, ["launched", "=1+1"]),
    "weapon": ({"model": "Geran-9"}, ["Geran-9", "terms.weapon", "defs.yaml"]),
    "negative": ({"launched": "-5"}, ["launched", "-5"]),
    "backwards": ({"time_end": "2024-02-03 08:00"}, ["window_start_at", "window_end_at"]),
    "future": (
        {"time_start": "2099-02-04 18:00", "time_end": "2099-02-05 08:00"},
        ["night_of", "2099-02-05"],
    ),
}
"""Rows that are refused, and what their reason must name."""


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder whose inbox held all of it, read once, as far as the claims."""
    here = Settings(data=tmp_path_factory.mktemp("poisoned"))
    inbox = here.inbox / "massive_missile_attacks"
    inbox.mkdir(parents=True)
    for name, (content, _) in WHOLE.items():
        (inbox / f"{name}.csv").write_bytes(content)
    for name, (change, _) in ROWS.items():
        (inbox / f"{name}.csv").write_bytes(table(GOOD, GOOD | change))
    good_line = table(GOOD).split(b"\n")[1] + b"\n"
    (inbox / "long_line.csv").write_bytes(table(GOOD) + b"x" * (100 << 20) + b"\n" + good_line)
    bad_bytes = table(GOOD, GOOD | {"target": "Kyiv"}).replace(b"Kyiv", b"Ky\xff\xfev")
    (inbox / "bad_bytes.csv").write_bytes(bad_bytes)
    (here.inbox / "nobody").mkdir()
    (here.inbox / "nobody" / "notes.txt").write_text("no source reads this")
    assert refreshed(here, as_far_as_claims().without_checks()).success
    return here


@pytest.fixture
def refused(poisoned: Settings) -> Callable[[str], list[tuple[str, str]]]:
    """Locator and reason of what was quarantined of a file."""

    def rows(name: str) -> list[tuple[str, str]]:
        with duckdb.connect(str(poisoned.build), read_only=True) as connection:
            return connection.execute(
                "select locator, reason from quality.quarantined_rows where uri like '%/' || ?",
                [name],
            ).fetchall()

    return rows


@pytest.mark.parametrize("name", WHOLE)
def test_a_document_that_cannot_be_read_is_quarantined_whole(refused, name):
    ((locator, reason),) = refused(f"{name}.csv")
    assert locator == "document"
    assert all(word in reason for word in WHOLE[name][1]), reason


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_cannot_be_mapped_is_quarantined_alone(refused, name):
    ((locator, reason),) = refused(f"{name}.csv")
    assert locator == "2"
    assert all(word in reason for word in ROWS[name][1]), reason


@pytest.mark.parametrize("name", ["long_line", "bad_bytes"])
def test_a_row_that_cannot_be_read_is_quarantined_alone(refused, name):
    ((locator, reason),) = refused(f"{name}.csv")
    assert locator == "2"
    assert f"{name}.csv row 2" in reason


def test_a_file_in_nobodys_folder_is_named(refused):
    ((locator, reason),) = refused("notes.txt")
    assert locator == "document"
    assert "inbox/<source>/" in reason
    assert "news_articles" in reason
    assert "strike_register" not in reason  # it reads no .txt


def test_nothing_else_is_stopped_and_no_row_is_lost(poisoned):
    with duckdb.connect(str(poisoned.build), read_only=True) as connection:
        readable = connection.execute(
            "select count(*) from quality.documents_read "
            "where source = 'massive_missile_attacks' and is_readable and rows_claimed >= 1 "
            "and rows_in = rows_staged + rows_refused "
            "and rows_staged = rows_claimed + rows_unmapped"
        ).fetchone()
        register = connection.execute(
            "select count(*) from claims.strikes where source = 'strike_register'"
        ).fetchone()
    assert readable == (len(ROWS) + 2,)
    assert register == (4172,)
