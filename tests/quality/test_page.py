"""The page of the checks says what the tables of results say, opens offline and runs nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipelines.quality import run
from pipelines.quality.page import write_page
from pipelines.quality.rule import Rule
from pipelines.quality.run import Outcome
from pipelines.quality.suite import Suite
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from tests.browser import chromium
from tests.builds import empty_build

KEYS = Rule(
    "claims_are_unique",
    "expect_compound_columns_to_be_unique",
    {"column_list": ["claim_id", "revision"]},
    "critical",
    "A claim that is listed twice is counted twice.",
)
COUNTS = Rule(
    "launched_not_negative",
    "expect_column_values_to_be_between",
    {"column": "launched", "min_value": 0},
    "critical",
    "A count below zero was misread.",
)
FILE = sqlfile.load(sqlfile.SQL / "strikes" / "claims.sql")
SUITE = Suite(Path("claims.strikes.yml"), FILE, ("claim_id",), (KEYS, COUNTS))
HELD = Outcome(KEYS, True, 812, 0, None, (), None)
SCRIPT = "<script>document.title = 'ran'</script><img src='http://127.0.0.1:9/' onerror='ran()'>"
FAILED = Outcome(
    COUNTS, False, 812, 31, None, ({"claim_id": "c1", "launched": -3, "quote": None},), None
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with empty_build(tmp_path / "build.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_a_page_names_rule_reason_and_failing_row(warehouse: Warehouse, tmp_path: Path) -> None:
    run.record(warehouse, SUITE, [HELD, FAILED], "run-1")
    page = write_page(warehouse, tmp_path / "quality.html").read_text()
    for words in (
        "1 critical check failed. Nothing was published", "claims.strikes: launched_not_negative",
        "A count below zero was misread.", "31 of 812 rows", "1 of 31 failing rows",
        '<td class="short">-3</td>',
        '<td class="null">null</td>', "run-1", "holds for all 812 rows",
    ):  # fmt: skip
        assert words in page


def test_results_that_the_last_run_did_not_make_say_so(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    run.record(warehouse, SUITE, [HELD, FAILED], "run-1")
    run.record(warehouse, SUITE, [HELD], "run-2")
    page = write_page(warehouse, tmp_path / "quality.html").read_text()
    assert "Run <code>run-2</code>" in page
    assert "Not run by the last run" in page


def test_a_page_of_nothing_says_so(warehouse: Warehouse, tmp_path: Path) -> None:
    assert "Nothing has been checked yet" in write_page(warehouse, tmp_path / "q.html").read_text()


def test_a_stored_script_stays_text_and_no_request_leaves_the_page(
    warehouse: Warehouse, tmp_path: Path, browser: Browser
) -> None:
    poisoned = Rule(SCRIPT, KEYS.type, KEYS.kwargs, "warning", SCRIPT)
    rows = ({SCRIPT: SCRIPT},)
    outcomes = [FAILED, Outcome(poisoned, False, 1, 1, None, rows, None)]
    suite = replace(SUITE, rules=(*SUITE.rules, poisoned))
    run.record(warehouse, suite, outcomes, SCRIPT)
    path = write_page(warehouse, tmp_path / "quality.html")
    requests, errors = [], []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(path.as_uri(), wait_until="networkidle")
    assert requests == [path.as_uri()]
    assert errors == []
    assert page.title() == "1 critical failed: checks of Conflict Ledger"
    assert page.locator("script, img").count() == 0
    assert page.locator("td", has_text="<script>").first.inner_text() == SCRIPT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_on_a_phone(
    warehouse: Warehouse, tmp_path: Path, browser: Browser, scheme: str
) -> None:
    wide = {f"column_{number}": "1234567890" * 3 for number in range(12)}
    run.record(warehouse, SUITE, [HELD, Outcome(COUNTS, False, 9, 1, None, (wide,), None)], "run")
    path = write_page(warehouse, tmp_path / "quality.html")
    page = browser.new_page(
        viewport={"width": 360, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 251, 250)", "dark": "rgb(21, 24, 27)"}[scheme]
