"""Entries of feed.atom: what changed since the publication before, newest first."""

import hashlib
from dataclasses import dataclass

from pipelines.report.content import spelled
from pipelines.report.data import Data, Row

MOST_ENTRIES = 200


@dataclass(frozen=True)
class Entry:
    """One change. `id` stays the same however often the page is made."""

    id: str
    event_id: str
    title: str
    summary: str


def entries(data: Data) -> list[Entry]:
    """Changes since the publication before; none without one."""
    if data.before is None:
        return []
    return [_entry(row) for row in data.rows("changes", MOST_ENTRIES).shown]


def _entry(row: Row) -> Entry:
    event = row["event_id"]
    if row["change"] == "changed":
        before, after = row["value_before"] or "not stated", row["value_after"] or "not stated"
        title = f"{event}: {spelled(row['figure'])} {before} -> {after}"
    else:
        title = f"{event}: {row['change']}"
    digest = hashlib.sha256(title.encode()).hexdigest()[:16]
    return Entry(digest, event, title, row["best_rule"] or f"{row['family']}, {row['change']}")
