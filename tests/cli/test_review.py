"""`ledger review` on a small build file: what is shown, decided and refused."""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from pipelines.cli.review import DECISIONS, NotReviewable, walk

TEXT = "Russia launched 90 drones at Ukraine overnight."


@pytest.fixture
def build(tmp_path: Path) -> Path:
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema quality; create schema staging")
        connection.execute(
            "create table quality.review_queue as select 'news_articles' as source, 'd' as "
            "document_id, '1' as locator, 'strikes' as family, unnest(['a', 'b']) as claim_id, "
            "'Example Wire' as reported_by, null::varchar as report_ref, "
            "'2026' as published_stated, "
            "'one reader' as extraction_reason, '{\"launched\": 60}' as stated, "
            "[{'field': 'launched', 'quote': '90 drones'}] as evidence"
        )
        connection.execute(
            "create table staging.news_articles as select 'd' as document_id, '1' as locator, "
            "? as text", [TEXT],
        )  # fmt: skip
    return path


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_text(DECISIONS.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return path


def answering(*answers: str) -> Callable[[str], str]:
    given = iter(answers)
    return lambda question: next(given)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_decisions_are_rows_and_are_not_asked_twice(build: Path, decisions: Path) -> None:
    shown = Console(record=True, width=100)
    ask = answering("a", "right", "r", "a sum")
    assert walk(build, "x", shown, ask, decisions) == 2
    printed = shown.export_text()
    assert TEXT in printed
    assert "launched: 60  90 drones" in printed
    assert [(row["claim_id"], row["action"]) for row in rows(decisions)] == [
        ("a", "accept"), ("b", "reject"),
    ]  # fmt: skip
    assert walk(build, "x", shown, answering(), decisions) == 0


def test_a_correction_points_at_characters(build: Path, decisions: Path) -> None:
    ask = answering("c", "launched", "90", "launched 90 drones", "misread", "q")
    assert walk(build, "x", Console(quiet=True), ask, decisions) == 1
    (row,) = rows(decisions)
    assert (row["field"], row["value"], row["quote"]) == ("launched", "90", "launched 90 drones")
    assert TEXT[int(row["char_start"]) : int(row["char_end"])] == "launched 90 drones"


@pytest.mark.parametrize("quote", ["launched 91 drones", "Ukraine overnight, 90", ""])
def test_characters_that_the_text_lacks_decide_nothing(
    build: Path, decisions: Path, quote: str
) -> None:
    ask = answering("c", "launched", "90", quote, "q")
    assert walk(build, "x", Console(quiet=True), ask, decisions) == 0
    assert rows(decisions) == []


def test_without_a_build_file_there_is_nothing_to_review(tmp_path: Path, decisions: Path) -> None:
    with pytest.raises(NotReviewable, match="run `ledger refresh`"):
        walk(tmp_path / "build.duckdb", "x", Console(quiet=True), answering(), decisions)
