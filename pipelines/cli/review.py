"""Shows the claims that wait for a reviewer and writes down what is decided (`ledger review`).

Decisions are rows of pipelines/vocabulary/review_decisions.csv; the next refresh applies them
(warehouse/review.py). A correction points at characters of the text, which must hold its number.
"""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

import duckdb
from rich.console import Console

from pipelines.paths import VOCABULARY
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.quoting import identifier
from pipelines.warehouse.review import Decision

DECISIONS = VOCABULARY / "review_decisions.csv"

CHOICES = {"a": "accept", "r": "reject", "c": "correct", "s": "skip", "q": "quit"}


class NotReviewable(RuntimeError):
    """The build file cannot be read; the message says why."""


@dataclass(frozen=True)
class Waiting:
    """A row of quality.review_queue with the text that it was read from."""

    family: str
    claim_id: str
    reported_by: str
    report_ref: str | None
    reason: str | None
    stated: dict[str, object]
    evidence: list[dict[str, object]]
    text: str


def walk(
    build: Path,
    decided_by: str,
    console: Console,
    ask: Callable[[str], str],
    path: Path = DECISIONS,
) -> int:
    """Ask about each waiting claim and append the decisions to `path`; returns their number.

    Raises `NotReviewable` where the build file is missing, busy or older than the queue.
    """
    decided = {(row["family"], row["claim_id"]) for row in _rows(path)}
    made = 0
    for waiting in queue(build):
        if (waiting.family, waiting.claim_id) in decided:
            continue
        _show(console, waiting)
        choice = _choice(ask)
        if choice == "quit":
            break
        if choice == "skip":
            continue
        decision = _decision(waiting, choice, decided_by, console, ask)
        if decision is not None:
            _append(path, decision)
            made += 1
    return made


def queue(build: Path) -> Iterator[Waiting]:
    """The claims that wait, in the order of their reports."""
    if not build.exists():
        raise NotReviewable(f"{build}: no build file yet; run `ledger refresh`")
    try:
        with connect(build, read_only=True) as connection:
            rows = connection.execute(
                "select source, document_id, locator, family, claim_id, reported_by, report_ref, "
                "extraction_reason, stated, evidence from quality.review_queue "
                "order by published_stated, document_id, locator, claim_id"
            ).fetchall()
            found = []
            for source, document, locator, *rest, stated, evidence in rows:
                text = connection.execute(
                    f"select text from staging.{identifier(source)} "
                    "where document_id = ? and locator = ?",
                    [document, locator],
                ).fetchone()
                given = {name: value for name, value in json.loads(stated).items() if value}
                family, claim_id, reported_by, report_ref, reason = rest
                words = text[0] if text else ""
                found.append(
                    Waiting(
                        family,
                        claim_id,
                        reported_by,
                        report_ref,
                        reason,
                        given,
                        evidence or [],
                        words,
                    )
                )
    except duckdb.Error as error:
        raise NotReviewable(f"{build}: {error}") from error
    yield from found


def located(text: str, quote: str, value: str) -> tuple[int, int] | None:
    """Offsets of a quote in a text; None if it is not there or a number is not in the quote."""
    start = text.find(quote) if quote else -1
    digits = "".join(char for char in quote if char.isdigit())
    if start < 0 or (value.isdigit() and digits and value not in digits):
        return None
    return start, start + len(quote)


def _show(console: Console, waiting: Waiting) -> None:
    console.rule(f"{waiting.family} {waiting.claim_id}")
    console.print(f"{waiting.reported_by} {waiting.report_ref or ''}", markup=False)
    console.print(f"waits: {waiting.reason}", markup=False)
    for name, value in waiting.stated.items():
        quotes = [str(one["quote"]) for one in waiting.evidence if one["field"] == name]
        console.print(f"  {name}: {value}  {' | '.join(quotes)}", markup=False)
    console.print(waiting.text, markup=False, highlight=False)


def _choice(ask: Callable[[str], str]) -> str:
    while True:
        given = ask("[a]ccept, [r]eject, [c]orrect, [s]kip or [q]uit? ").strip().lower()[:1]
        if given in CHOICES:
            return CHOICES[given]


def _decision(
    waiting: Waiting, action: str, decided_by: str, console: Console, ask: Callable[[str], str]
) -> Decision | None:
    """The decision in the reviewer's words; None for a correction without its characters."""
    field = value = quote = None
    start = end = None
    if action == "correct":
        field, value = ask("column? ").strip(), ask("value? ").strip()
        quote = ask("characters of the text that state it? ")
        place = located(waiting.text, quote, value)
        if place is None:
            console.print(f"not decided: the text has no {quote!r} that states {value!r}")
            return None
        start, end = place
    reason = ask("reason? ").strip() or "read"
    return Decision(
        waiting.family, waiting.claim_id, action, field, value, quote, start, end,
        reason, decided_by, date.today().isoformat(),
    )  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _append(path: Path, decision: Decision) -> None:
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [one.name for one in fields(Decision)], lineterminator="\n")
        writer.writerow(asdict(decision))
