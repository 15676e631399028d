"""The panel has every figure and every claim of the events that the page names."""

import base64
import json
import zlib

from pipelines.report.data import open_data
from pipelines.report.page import all_sections
from pipelines.report.panel import CLAIM_FIELDS, FIGURE_FIELDS, MOST_CLAIMS, Panel


def test_the_packed_text_holds_figures_and_claims_of_the_shown_events(golden) -> None:
    with open_data(golden.warehouse, None) as data:
        shown = all_sections(data)
        panel = Panel(data, shown)
        again = Panel(data, shown)
    read = json.loads(zlib.decompress(base64.b64decode(panel.packed)))
    assert panel.packed == again.packed
    assert (read["claim"], read["figure"]) == (list(CLAIM_FIELDS), list(FIGURE_FIELDS))
    named = {
        event
        for section in shown
        for chart in section.charts
        for row in chart.rows.shown
        for event in row.get("event_ids") or ()
    }
    assert named
    assert read["events"].keys() <= named
    claims = [claim for event in read["events"].values() for claim in event["claims"]]
    assert 0 < len(claims) <= MOST_CLAIMS
    assert all(len(claim) == len(CLAIM_FIELDS) for claim in claims)
    assert all(event["claims"] for event in read["events"].values())


def test_a_page_without_sections_has_an_empty_panel(golden) -> None:
    with open_data(golden.warehouse, None) as data:
        assert Panel(data, []).events == {}
