"""One HTML page of texts with their claims marked, for checking by eye.

The fields of a claim do not belong here (extract.py).
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; color: #222 }
pre { white-space: pre-wrap; font: inherit; border-left: 3px solid #ccc; padding-left: 1rem }
mark { background: #ffe58a; border-bottom: 2px solid #c90; cursor: help }
table { border-collapse: collapse; font-size: 14px } td, th { border: 1px solid #ddd;
padding: .2rem .5rem; text-align: left; vertical-align: top }
"""

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One text and its claims, as `ledger extract` prints them."""

    document: str
    publisher: str | None
    text: str
    claims: Sequence[Json]


def page(sections: Iterable[Section]) -> str:
    """One HTML page in which the evidence of every figure is marked."""
    parts = "".join(_shown(section) for section in sections)
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Claims and their words</title>"
        f"<style>{STYLE}</style></head><body>{parts}</body></html>\n"
    )


def _shown(section: Section) -> str:
    rows = "".join(_row(claim) for claim in section.claims)
    heading = html.escape(" · ".join(filter(None, (section.document, section.publisher))))
    return (
        f"<h2>{heading}</h2><pre>{_marked(section)}</pre>"
        f"<table><tr><th>family</th><th>columns</th><th>words</th></tr>{rows}</table>"
    )


def _row(claim: Json) -> str:
    values = "; ".join(
        f"{name}: {value}"
        for name, value in claim.items()
        if value not in (None, []) and name not in ("document", "family", "evidence")
    )
    quotes = "<br>".join(
        f"{html.escape(piece['field'])}: “{html.escape(piece['quote'])}”"
        for piece in claim["evidence"]
    )
    return f"<tr><td>{claim['family']}</td><td>{html.escape(values)}</td><td>{quotes}</td></tr>"


def _marked(section: Section) -> str:
    """The text with the evidence of its claims marked; a mark names family and field."""
    reasons: dict[tuple[int, int], list[str]] = {}
    for claim in section.claims:
        for piece in claim["evidence"]:
            span = (piece["char_start"], piece["char_end"])
            reasons.setdefault(span, []).append(f"{claim['family']}: {piece['field']}")
    parts, position = [], 0
    for (start, end), why in sorted(reasons.items()):
        if start < position:
            continue
        title = html.escape(", ".join(dict.fromkeys(why)), quote=True)
        parts.append(html.escape(section.text[position:start]))
        parts.append(f"<mark title='{title}'>{html.escape(section.text[start:end])}</mark>")
        position = end
    return "".join([*parts, html.escape(section.text[position:])])
