"""Examples for the statistical reader: numbers of labelled texts, each with its role.

Nobody labels characters. What a right claim cites for a figure has the role of its column; a number
that neither a claim nor a label states has the role `OTHER`. Numbers of which neither is certain
are left out. Which claims are right is decided as for the score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.documents import zone_of
from benchmarks.scoring.gold import document_of, read_gold, read_lines
from benchmarks.scoring.labels import labelled_rows, raw_rows
from benchmarks.scoring.match import match
from benchmarks.scoring.predictions import predicted_row
from pipelines.extraction.document import Claim, Document
from pipelines.extraction.explanation import explained
from pipelines.extraction.extract import extract
from pipelines.extraction.readers.features import features
from pipelines.extraction.readers.patterns import in_lower_case
from pipelines.extraction.readers.statistical import anchor, role_of
from pipelines.extraction.text.annotation import AnnotatedText

OTHER = "other"
"""The role of a number that is no figure of an event."""

FAMILIES = ("strikes", "exchanges")
"""Families whose claims cite the characters of their figures."""

_LABELLED = {
    "launched": "launched",
    "stopped": "intercepted",
    "killed": "killed",
    "injured": "injured",
    "exchanged": "count",
}
"""The labelled field that says whether the figure of a role is right."""

_UNCERTAIN = ("repeated", "region", "share", "total")
"""Explanations of numbers that may have a role, though no claim cites them."""

Label = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Example:
    """What is seen around a number, and its role."""

    seen: tuple[str, ...]
    role: str


def labelled_texts(folder: Path) -> list[tuple[Label, Document]]:
    """The documents of a set with their labels; its negatives have a label without rows."""
    found: list[tuple[Label, Document]] = []
    found += [(label, document_of(label, text)) for label, text in read_gold(folder)]
    negatives = folder / "negatives.jsonl"
    for line in read_lines(negatives) if negatives.is_file() else ():
        found.append(({"id": line["id"]}, document_of(line, str(line["text"]))))
    return found


def examples(label: Label | None, document: Document) -> list[Example]:
    """The examples of a document; without a label, all of its claims are right."""
    claims = extract(document)
    lower = in_lower_case(document.text)
    cited = [
        anchor(lower, one.char_start, one.char_end) for each in claims for one in each.evidence
    ]
    found = dict(_cited(claims, lower, set(_certain(label, claims))))
    stated = _numbers([claim.values for claim in claims]) | _numbers(_raw(label))
    for number in explained(AnnotatedText(document), claims):
        place = anchor(lower, number.char_start, number.char_end)
        if (
            place not in cited
            and number.value not in stated
            and number.explanation not in _UNCERTAIN
        ):
            found[place] = OTHER
    return [Example(tuple(features(lower, *place)), role) for place, role in found.items()]


def _cited(
    claims: Sequence[Claim], lower: str, certain: set[tuple[int, str]]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Where figures are cited, with their roles, if these are certain."""
    for index, claim in enumerate(claims):
        for piece in claim.evidence:
            role = role_of(claim.family, piece.field)
            if role is not None and (index, role) in certain:
                yield anchor(lower, piece.char_start, piece.char_end), role


def _certain(label: Label | None, claims: Sequence[Claim]) -> Iterator[tuple[int, str]]:
    """The claims by number, and their roles, that the label confirms."""
    for family in FAMILIES:
        chosen = [index for index, claim in enumerate(claims) if claim.family == family]
        roles = {role_of(family, piece.field) for one in chosen for piece in claims[one].evidence}
        roles.discard(None)
        if label is None:
            yield from ((index, str(role)) for index in chosen for role in roles)
            continue
        rows = [
            predicted_row({"family": family, **claims[index].values}, zone_of(label))
            for index in chosen
        ]
        for pair in match(labelled_rows(family, label), rows).pairs:
            index = next(one for one, row in zip(chosen, rows, strict=True) if row is pair.row)
            for role in () if pair.label.is_optional else roles:
                field = _LABELLED.get(str(role))
                if field is None or pair.label.accepts(field, pair.row.values.get(field)):
                    yield index, str(role)


def _raw(label: Label | None) -> list[Label]:
    """All rows of a label."""
    names = (*FAMILIES, "attack_totals", "airspace")
    return [raw for name in names if label is not None for raw in raw_rows(label, name)]


def _numbers(rows: Sequence[Label]) -> set[int]:
    """Every number that some rows state."""
    return {value for row in rows for value in row.values() if isinstance(value, int)}
