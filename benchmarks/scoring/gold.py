"""Labelled texts read from a folder, the claims extracted from them, and the golden article."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from benchmarks.scoring.spelling import canonical
from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract

CHANNELS = {"uaf_": "kpszsu", "vad": "kpszsu", "rumod_": "mod-russia", "telegram_ru": "mod-russia"}
"""The official channels that collections of posts are taken from, by the start of their names."""


def read_gold(folder: Path) -> Iterator[tuple[dict[str, object], str]]:
    """Each label of gold.jsonl with the text of its document under docs/."""
    for label in read_lines(folder / "gold.jsonl"):
        name = Path(str(label.get("doc") or f"{label['id']}.txt")).name
        yield label, (folder / "docs" / name).read_bytes().decode("utf-8")


def read_lines(path: Path) -> list[dict[str, object]]:
    """The objects of a JSON Lines file; empty lines are skipped."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def predict(label: Mapping[str, object], text: str) -> list[dict[str, object]]:
    """The claims of one labelled document: their contract's columns and `family`."""
    found = extract(document_of(label, text))
    return [{"family": claim.family, **claim.values} for claim in found]


def document_of(label: Mapping[str, object], text: str) -> Document:
    """A labelled text as published."""
    stamp = label.get("published_ts")
    day = label.get("published") or label.get("published_at")
    return Document(
        id=str(label["id"]),
        text=text,
        published_at=datetime.fromisoformat(str(stamp)) if stamp else None,
        published_on=date.fromisoformat(str(day)) if day and not stamp else None,
        publisher=_publisher(label),
        lang=str(label["lang"]) if label.get("lang") else None,
    )


def _publisher(label: Mapping[str, object]) -> str | None:
    """The channel that a post comes from, else what the label states."""
    kind = str(label.get("corpus") or label["id"])
    for start, channel in CHANNELS.items():
        if kind.startswith(start) or str(label["id"]).startswith(start):
            return channel
    return str(label["publisher"]) if label.get("publisher") else None


def golden_missing(
    expected: Iterable[Mapping[str, object]], claims: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    """Expected rows (in contract columns, nulls included, `note` apart) that no claim has.

    The file of the golden article calls a stated date `_on`; in claims it ends in `_stated`.
    """
    return [
        row
        for row in expected
        if not any(
            all(
                canonical(column, claim.get(column)) == canonical(column, value)
                for name, value in row.items()
                if name != "note"
                for column in [re.sub("_on$", "_stated", name)]
            )
            for claim in claims
        )
    ]
