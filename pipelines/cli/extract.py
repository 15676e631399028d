"""`ledger extract`: files or JSON lines in, a JSON object a claim out, and a page to check by eye.

Reading of forms is pipelines/articles.py's, of sentences extract.py's; here is only how a person or
a program asks for it.
"""

import html
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from pipelines.extraction.document import Claim, Document
from pipelines.extraction.extract import extract
from pipelines.extraction.strikes.counted import intercepted
from pipelines.staging.contract import MADE_LATER, contract
from pipelines.staging.document import Document as Landed
from pipelines.staging.texts import articles
from pipelines.staging.texts import publication_date as moments

ENVELOPE = (
    *MADE_LATER, "source", "document_id", "locator", "evidence", "reported_by", "source_type",
    "report_ref", "event_ref", "published_stated", "published_at",
)  # fmt: skip
"""Contract columns that a text alone does not give."""

JSONL_KEYS = ("id", "text", "published_at", "publisher", "url", "lang")

STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; color: #222 }
pre { white-space: pre-wrap; font: inherit; border-left: 3px solid #ccc; padding-left: 1rem }
mark { background: #ffe58a; border-bottom: 2px solid #c90; cursor: help }
table { border-collapse: collapse; font-size: 14px } td, th { border: 1px solid #ddd;
padding: .2rem .5rem; text-align: left; vertical-align: top }
"""


class BadInput(ValueError):
    """An input that cannot be read; the message names file, line and value."""


def documents(
    files: Iterable[Path], jsonl: Path | None, published: str | None, publisher: str | None
) -> Iterator[Document]:
    """Documents of files (.txt as it stands; .md, .html, feeds by their form) and of JSON lines.

    `published` and `publisher` are of every file that does not say so itself. Raises `BadInput`.
    """
    when = _published("--published", published)
    for file in files:
        if not file.is_file():
            raise BadInput(f"{file}: no such file")
        for document in _of_file(file):
            says_when = document.published_at or document.published_on
            yield Document(
                id=document.id,
                text=document.text,
                published_at=document.published_at if says_when else when.get("published_at"),
                published_on=document.published_on if says_when else when.get("published_on"),
                publisher=document.publisher or publisher,
                url=document.url,
                lang=document.lang,
            )
    if jsonl is not None:
        yield from _of_lines(jsonl)


def as_json(document: Document, claim: Claim) -> dict[str, object]:
    """One claim in the contract's column names, with `document`, `family` and its evidence.

    JSON has no dates, so each `..._stated` (ISO 8601, reduced to what is stated) also stands under
    `..._on`. Strikes carry `intercepted`: shot down or suppressed, else their sum, else shot down.
    """
    columns = {
        name: _plain(claim.values.get(name))
        for name in contract(claim.family)
        if name not in ENVELOPE
    }
    columns |= {
        f"{name.removesuffix('_stated')}_on": value
        for name, value in columns.items()
        if name.endswith("_stated")
    }
    if claim.family == "strikes":
        columns["intercepted"] = intercepted(claim.values)
    evidence = [asdict(piece) for piece in claim.evidence]
    return {"document": document.id, "family": claim.family, **columns, "evidence": evidence}


def page(read: list[tuple[Document, list[Claim]]]) -> str:
    """The texts with their claims marked up, as one HTML page."""
    parts = [_section(document, claims) for document, claims in read]
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Claims and their words</title>"
        f"<style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def run(
    files: Iterable[Path],
    jsonl: Path | None,
    published: str | None,
    publisher: str | None,
    page_to: Path | None,
) -> None:
    """Print the claims; write the page where one is asked for."""
    read: list[tuple[Document, list[Claim]]] = []
    for document in documents(files, jsonl, published, publisher):
        claims = extract(document)
        for claim in claims:
            line = json.dumps(as_json(document, claim), ensure_ascii=False)
            sys.stdout.write(line + "\n")
        if page_to is not None:
            read.append((document, claims))
    if page_to is not None:
        page_to.write_text(page(read), encoding="utf-8")


def _of_file(file: Path) -> Iterator[Document]:
    if file.suffix == ".txt":
        try:
            yield Document(file.name, file.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise BadInput(f"{file}: not UTF-8 at offset {error.start}") from error
        return
    reading = articles.read(Landed(file.name, file.name, file))
    for locator, reason, _ in reading.refused.rows():
        raise BadInput(f"{file} {locator}: {reason}")
    for row in reading.rows.iter_rows(named=True):
        several = reading.rows.height > 1
        yield Document(
            id=f"{file.name}#{row['locator']}" if several else file.name,
            text=row["text"] or "",
            **_published(str(file), row["published_at"] or row["published_stated"]),
            publisher=row["publisher"],
            url=row["url"],
            lang=row["lang"],
        )


def _of_lines(jsonl: Path) -> Iterator[Document]:
    if not jsonl.is_file():
        raise BadInput(f"{jsonl}: no such file")
    with jsonl.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _of_line(f"{jsonl} line {number}", line)


def _of_line(place: str, line: str) -> Document:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"{place}: not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise BadInput(f"{place}: needs `id` and `text`; may have {', '.join(JSONL_KEYS[2:])}")
    return Document(
        id=str(row["id"]),
        text=row["text"],
        **_published(place, row.get("published_at")),
        publisher=row.get("publisher"),
        url=row.get("url"),
        lang=row.get("lang"),
    )


def _published(place: str, words: str | None) -> dict:
    """A moment where a zone is known, else a day; nothing for a month or a year."""
    if not words:
        return {}
    try:
        when = moments.published(words)
    except ValueError as error:
        raise BadInput(f"{place}: published_at: {error}") from error
    if when.at is not None:
        return {"published_at": when.at}
    return {"published_on": date.fromisoformat(when.on)} if len(when.on) == 10 else {}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def _section(document: Document, claims: list[Claim]) -> str:
    rows = "".join(_row(document, claim) for claim in claims)
    heading = html.escape(" · ".join(filter(None, (document.id, document.publisher))))
    return (
        f"<h2>{heading}</h2><pre>{_marked(document.text, claims)}</pre>"
        f"<table><tr><th>family</th><th>says</th><th>in the words</th></tr>{rows}</table>"
    )


def _row(document: Document, claim: Claim) -> str:
    said = {
        name: value
        for name, value in as_json(document, claim).items()
        if value not in (None, []) and name not in ("document", "family", "evidence")
    }
    words = "; ".join(f"{name}: {value}" for name, value in said.items())
    quotes = "<br>".join(
        f"{html.escape(piece.field)}: “{html.escape(piece.quote)}”" for piece in claim.evidence
    )
    return f"<tr><td>{claim.family}</td><td>{html.escape(words)}</td><td>{quotes}</td></tr>"


def _marked(text: str, claims: list[Claim]) -> str:
    """The text with every character that a figure rests on marked; marks name family and field."""
    reasons: dict[tuple[int, int], list[str]] = {}
    for claim in claims:
        for piece in claim.evidence:
            span = (piece.char_start, piece.char_end)
            reasons.setdefault(span, []).append(f"{claim.family}: {piece.field}")
    parts, position = [], 0
    for (start, end), why in sorted(reasons.items()):
        if start < position:
            continue
        title = html.escape(", ".join(dict.fromkeys(why)), quote=True)
        parts.append(html.escape(text[position:start]))
        parts.append(f"<mark title='{title}'>{html.escape(text[start:end])}</mark>")
        position = end
    return "".join([*parts, html.escape(text[position:])])
