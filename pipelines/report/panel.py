"""What the panel shows for a mark: figures of its events, and every claim behind them.

The data is compressed into one text that the page's script opens; without it, the page says which
command prints the same. The claims of the latest events come first, up to a limit.
"""

import base64
import json
import zlib
from typing import Any

from pipelines.report.content import Section
from pipelines.report.data import Data

MOST_CLAIMS = 8000
"""Claims in the page."""

MOST_FIGURES = 100_000
"""Figures in the page; those of the events that have claims there are far fewer."""

CLAIM_FIELDS = (
    "role", "reason", "is_counted", "says", "about", "summary", "quotes", "reported_by",
    "reporting_side", "source_type", "attributed_to", "address", "published_stated", "source",
    "document_sha256", "locator",
)  # fmt: skip

FIGURE_FIELDS = ("figure", "value", "low", "high", "is_disputed", "best_rule")


class Panel:
    """Claims and figures of the events that rows of the page name."""

    def __init__(self, data: Data, shown: list[Section]) -> None:
        ids = {
            event
            for section in shown
            for chart in section.charts
            for row in chart.rows.shown
            for event in row.get("event_ids") or ()
        }
        events: dict[str, dict[str, Any]] = {}
        for row in data.of_events("panel_claims", ids, MOST_CLAIMS):
            event = events.setdefault(row["event_id"], {"figures": [], "claims": []})
            event["claims"].append([row[name] for name in CLAIM_FIELDS])
        for row in data.of_events("panel_figures", events, MOST_FIGURES):
            events[row["event_id"]]["figures"].append([row[name] for name in FIGURE_FIELDS])
        self.events = events

    @property
    def packed(self) -> str:
        """The data as JSON, compressed, in base64; equal data gives equal text."""
        content = {
            "claim": CLAIM_FIELDS,
            "figure": FIGURE_FIELDS,
            "events": self.events,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
