"""The page in a real browser: what a reader sees and can do with it, offline."""

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.report.conftest import NO_ADDRESS, SCRIPT

Sent = Callable[..., Page]

WITH_PICTURES = {
    "nights", "calendar", "interception", "regions", "launch_areas", "airspace", "talks",
    "talks_and_strikes", "exchanges", "agreements", "disagreements", "coverage",
}  # fmt: skip

MARKS_WITHOUT_A_ROW = """
() => charts.flatMap((chart) => chart.marks.flatMap((mark) => mark.dataset.k.split("|"))
    .filter((key) => !chart.byKey.has(key)))
"""

CUT_WORDS = """
() => [...document.querySelectorAll(".plot svg text")]
    .filter((words) => words.textContent && words.getBoundingClientRect().width > 0)
    .filter((words) => {
        const box = words.getBoundingClientRect();
        const frame = words.closest(".plot").getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1;
    })
    .map((words) => words.textContent)
"""


FEWER_OF_A_KIND = """
() => {
    for (const row of document.querySelectorAll("tbody tr:nth-child(n+4)")) row.remove();
    for (const mark of document.querySelectorAll(".plot svg > *")) mark.remove();
}
"""
"""Leaves three rows of a table, and nothing of a picture, which is one image to axe."""

MARK_KINDS = """
() => {
    const kinds = new Set();
    for (const shown of document.querySelectorAll("body *")) {
        const words = [...shown.childNodes].filter((one) => one.nodeType === 3);
        const isField = ["INPUT", "SELECT"].includes(shown.tagName);
        if (!isField && !words.some((one) => one.data.trim())) continue;
        if (!shown.checkVisibility()) continue;
        let kind = "";
        for (let one = shown; one; one = one.parentElement)
            kind += ` ${one.tagName}.${one.className}`;
        if (!kinds.has(kind)) shown.dataset.kind = kinds.add(kind).size;
    }
    return kinds.size;
}
"""
"""Marks one visible element with words for every combination of tags and classes around it."""


PICTURE_AND_ROWS = """
(name) => {
    const chart = document.querySelector(`#chart-${name}`);
    const box = chart.querySelector(".plot > svg").getBoundingClientRect();
    return [box.width * box.height, chart.querySelectorAll("tbody tr").length];
}
"""
"""Area of a chart's first picture, and the number of the rows of its table."""

CELLS = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
"""Words of the cells of rows."""


def serious(page: Page, within: str = "html", **options: object) -> list[str]:
    """Serious and critical findings of axe within the elements that a selector names."""
    options["resultTypes"] = ["violations"]
    found = Axe().run(page, context=[[within]], options=options).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_it_opens_from_the_disk_without_a_request_or_a_complaint(
    browser: Browser, report: Path
) -> None:
    page = browser.new_page()
    requests, complaints = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    address = (report / "index.html").as_uri()
    page.goto(address)  # until everything has run, then until nothing is asked for any more
    page.wait_for_load_state("networkidle")
    assert requests == [address]
    assert complaints == []
    assert page.evaluate(MARKS_WITHOUT_A_ROW) == []
    page.evaluate(FEWER_OF_A_KIND)  # axe looks at every node; rows and marks are of one form
    assert serious(page, rules={"color-contrast": {"enabled": False}}) == []
    assert page.evaluate(MARK_KINDS) > 30  # axe takes longest for contrasts
    assert serious(page, "[data-kind]", runOnly=["color-contrast"]) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 19, 22)"
    assert serious(page, "[data-kind]", runOnly=["color-contrast"]) == []
    page.close()


def test_without_javascript_every_picture_and_table_is_there(
    browser: Browser, report: Path
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((report / "index.html").as_uri())
    for name in WITH_PICTURES:
        picture, rows = page.evaluate(PICTURE_AND_ROWS, name)
        assert picture > 0, name
        assert rows > 0, name
    buttons = page.locator(".controls, [data-save]")
    assert buttons.count() > 0
    assert buttons.evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0
    page.close()


def test_a_night_opens_with_the_keyboard_down_to_its_page(sent: Sent) -> None:
    page = sent("chart=nights&from=2026-02-01&to=2026-02-05")
    plot = page.locator("#chart-nights .plot.wide")
    plot.focus()
    page.keyboard.press("ArrowLeft")
    assert "2026-02-05 · Drones, low 183" in page.locator("#chart-nights .readout").inner_text()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    panel.get_by_text("ledger explain strike-2026-02-05-night-RUS-UKR-drone").wait_for()
    words = panel.inner_text()
    for expected in ("launched 183", "Air Force of Ukraine", "Archived copy"):
        assert expected in words
    assert panel.locator("q", has_text="183").count() > 0
    assert panel.locator("a[href^='https://']").count() > 0
    assert "row=2026-02-05" in page.url
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert "from=2026-02-01" in page.url


def test_confirmed_incidents_over_poland_are_an_address(sent: Sent) -> None:
    page = sent("chart=airspace&kind=violation&attribution=confirmed&states=Poland")
    rows = page.locator("#chart-airspace tbody tr:not([hidden])")
    cells = rows.evaluate_all(CELLS)
    unplaced = sum("none" in row[4] for row in cells)
    rest = f", {unplaced} without a mark" if unplaced else ""
    shown = page.locator("#chart-airspace .shown").inner_text()
    assert shown == f"{len(cells)} of 195 rows{rest}"
    assert cells
    for row in cells:
        assert "confirmed" in " ".join(row) and "Poland" in " ".join(row)
    shown = page.locator("#chart-airspace .wide circle:not(.off)").count()
    page.locator("#chart-airspace select[data-name=attribution]").select_option("")
    assert page.locator("#chart-airspace .wide circle:not(.off)").count() > shown
    assert "attribution" not in page.url


def test_a_disputed_exchange_shows_both_totals(sent: Sent) -> None:
    page = sent("event=exchange-PX-2026-02-05")
    panel = page.locator("#panel")
    panel.get_by_text("ledger explain exchange-PX-2026-02-05").wait_for()
    assert "307 to 314, sources differ" in panel.inner_text()
    assert "160 (low to high: 157 to 160), sources differ" in panel.inner_text()


def test_a_row_of_a_table_is_a_link_that_opens_its_claims(sent: Sent) -> None:
    page = sent()
    table = page.locator("#chart-talks details.data")
    table.locator("summary").click()
    table.locator("tbody a").first.click()
    page.locator("#panel").get_by_text("ledger explain talks-").first.wait_for()


def test_a_chosen_period_zooms_the_picture(sent: Sent) -> None:
    page = sent()
    page.locator("#chart-nights").get_by_role("button", name="90 days").click()
    assert page.locator("#chart-nights tbody tr:not([hidden])").count() == 90
    assert page.locator("#chart-nights .wide .xt text").first.text_content() != "Jan 2023"
    assert "from=" in page.url


def test_a_month_is_printed_as_a_month_and_chosen_like_a_date(sent: Sent) -> None:
    page = sent("chart=interception&from=2025-01-15&to=2025-03-15")
    rows = page.locator("#chart-interception tbody tr:not([hidden]) th")
    assert set(rows.all_text_contents()) == {"2025-02", "2025-03"}
    page.locator("#chart-interception .plot.wide svg").hover()
    assert "2025-0" in page.locator("#chart-interception .readout").inner_text()


def test_a_picture_is_saved_with_its_colours(sent: Sent, tmp_path: Path) -> None:
    page = sent()
    with page.expect_download() as waiting:
        page.locator("#chart-talks [data-save=svg]").click()
    saved = waiting.value.path().read_text()
    assert saved.startswith("<svg") and "--blue" in saved and "US-Russia envoy talks" in saved
    with page.expect_download() as waiting:
        page.locator("#chart-talks [data-save=png]").click()
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_no_word_is_cut(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((report / "index.html").as_uri())
    for width in (360, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT_WORDS) == [], width
    page.close()


def test_a_script_in_a_claim_stays_text(sent: Sent, crowded: Path) -> None:
    page = sent("event=airspace-crowd-0", crowded)
    panel = page.locator("#panel")
    panel.get_by_text("ledger explain airspace-crowd-0").wait_for()
    assert SCRIPT in panel.inner_text() and NO_ADDRESS in panel.inner_text()
    assert panel.locator("a").count() == 0
    assert page.locator("#chart-airspace tbody", has_text=SCRIPT).count() == 1
    assert page.title() != "taken over"
    assert page.locator("script").count() == 2


def test_an_address_is_a_link_only_if_it_is_a_page(sent: Sent, crowded: Path) -> None:
    panel = sent("event=airspace-crowd-1", crowded).locator("#panel")
    panel.get_by_text("javascript:1").wait_for()
    assert panel.locator("a").count() == 0
    panel = sent("event=airspace-crowd-2", crowded).locator("#panel")
    link = panel.locator("a[href^='https://']").first
    link.wait_for()
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.inner_text() == link.get_attribute("href")
