"""The score as a table with its errors, and the outcome of the golden article."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.scoring.gold import golden_missing, predict, read_lines
from benchmarks.scoring.rows import FAMILIES, FIELDS
from benchmarks.scoring.tally import Score, Tally

TIERS = {"A": "A", "B": "B", "A+B": "AB", "C": "C", "all": "ABC"}
"""Groups of tiers that are printed together."""


def print_score(console: Console, score: Score) -> None:
    """Print a line for each family, language, kind of document and field, then every error."""
    table = Table("what", "right", "wrong", "missed", "precision", "recall", "F1", title="Score")
    _add(table, "all rows", score.total(what="rows"))
    _add(table, "all values", score.total(what="values"))
    _add(table, "all figures", score.total(what="figures"))
    for family in FAMILIES:
        table.add_section()
        for what in ("rows", "figures"):
            _add_by_document(table, score, family, what)
        for name in FIELDS[family]:
            _add(table, f"  {name}", score.total(family=family, what="values", name=name))
    console.print(table)
    for error in score.errors:
        console.print(str(error), markup=False, highlight=False)


def print_tiers(console: Console, score: Score) -> None:
    """Print rows by family, corpus and tier; recall counts all labels, whatever was found."""
    table = Table("rows", "corpus", "tier", "right", "wrong", "precision", "recall", title="Tiers")
    corpora = sorted({place.corpus for place in score.tallies})
    for family in ("", *FAMILIES):
        table.add_section()
        for corpus in ("", *corpora):
            chosen = {"family": family, "corpus": corpus}
            chosen = {name: value for name, value in chosen.items() if value}
            total = score.total(what="rows", **chosen)
            labelled = total.right + total.missed
            for name, tiers in TIERS.items():
                found = Tally()
                for tier in tiers:
                    found.add(score.total(what="rows", tier=tier, **chosen))
                if found.right or found.wrong:
                    recall = f"{found.right / labelled:.3f}" if labelled else "-"
                    cells = [str(found.right), str(found.wrong), f"{found.precision:.3f}", recall]
                    table.add_row(family or "all", corpus or "all", name, *cells)
    console.print(table)


def print_negatives(console: Console, texts: Iterable[Mapping[str, object]]) -> None:
    """Print the claims of texts in which nothing is a strike between Russia and Ukraine."""
    predicted = [(text["id"], predict(text, str(text["text"]))) for text in texts]
    wrong = [
        (name, claim) for name, claims in predicted for claim in claims
        if claim["family"] == "strikes"
    ]  # fmt: skip
    console.print(f"negatives: {len(wrong)} claims of strikes in {len(predicted)} texts")
    for name, claim in wrong:
        stated = {column: value for column, value in claim.items() if value}
        console.print(f"wrong  {name} {stated}", markup=False, highlight=False)


def print_golden(console: Console, folder: Path) -> None:
    """Print how many rows of expected.jsonl the claims of article.txt have, and which not."""
    expected = read_lines(folder / "expected.jsonl")
    label = {"id": "golden", "published": "2026-02-06", "lang": "en"}
    claims = predict(label, (folder / "article.txt").read_bytes().decode("utf-8"))
    missing = golden_missing(expected, claims)
    console.print(f"golden: {len(expected) - len(missing)} of {len(expected)} rows found")
    for row in missing:
        console.print(f"missed golden {json.dumps(row, ensure_ascii=False)}", markup=False)


def _add_by_document(table: Table, score: Score, family: str, what: str) -> None:
    """Lines for all documents, for each language and for each kind of document."""
    _add(table, f"{family} {what}", score.total(family=family, what=what))
    for lang in sorted({place.lang for place in score.tallies}):
        _add(table, f"  {what}, {lang}", score.total(family=family, what=what, lang=lang))
    for kind in sorted({place.kind for place in score.tallies}):
        _add(table, f"  {what}, {kind}_*", score.total(family=family, what=what, kind=kind))


def _add(table: Table, name: str, tally: Tally) -> None:
    if tally.right or tally.wrong or tally.missed:
        shares = (tally.precision, tally.recall, tally.f1)
        cells = ["-" if share is None else f"{share:.3f}" for share in shares]
        table.add_row(name, str(tally.right), str(tally.wrong), str(tally.missed), *cells)
