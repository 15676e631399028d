"""The statistical reader: what became of the things that a number counts, by the words around it.

A multinomial logistic regression over hashed features of the window around the characters that a
claim cites for a figure. It sees neither the grammar's reading nor the value, and only points: it
confirms a claim if every cited figure has the role that the claim gives it. Weights are trained by
benchmarks/train_reader.py; the file holds numbers only. Dates and sides do not belong here
(agreement.py).
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.readers.features import features
from pipelines.extraction.readers.patterns import NUMBER, in_lower_case, places_by_kind
from pipelines.extraction.readers.verified import FAMILIES

WEIGHTS = Path(__file__).with_name("roles.weights")
"""A line of JSON (roles, buckets, scale, threshold), then a signed byte a bucket and role."""


DECIDING = ("launched", "stopped", "exchanged")
"""Roles that confirm a claim; the model knows the others only to keep them apart."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by bucket, one for each role, in units of `scale`.

    A role that is less probable than `threshold` confirms nothing.
    """

    roles: tuple[str, ...]
    buckets: int
    scale: float
    threshold: float
    weights: Sequence[int]

    def probabilities(self, seen: Iterable[str]) -> dict[str, float]:
        """The probability of each role, given these features."""
        width = len(self.roles)
        places = buckets_of(seen, self.buckets)
        scores = [0] * width
        for place in places:
            first = place * width
            for role, weight in enumerate(self.weights[first : first + width]):
                scores[role] += weight
        unit = self.scale / len(places) ** 0.5
        highest = max(scores)
        odds = [exp((score - highest) * unit) for score in scores]
        total = sum(odds)
        return {role: odd / total for role, odd in zip(self.roles, odds, strict=True)}


def buckets_of(seen: Iterable[str], buckets: int) -> set[int]:
    """The buckets of features, the same on every machine."""
    return {zlib.crc32(feature.encode()) % buckets for feature in seen}


@cache
def trained(path: Path = WEIGHTS) -> Model:
    """The model that the package contains, read when a text first needs it."""
    header, _, weights = path.read_bytes().partition(b"\n")
    stated = json.loads(header)
    model = Model(
        tuple(stated["roles"]),
        stated["buckets"],
        stated["scale"],
        stated["threshold"],
        array("b", weights),
    )
    if len(model.weights) != model.buckets * len(model.roles):
        raise ValueError(f"{path.name}: {len(model.weights)} weights for {model.buckets} buckets")
    return model


def anchor(lower: str, start: int, end: int) -> tuple[int, int]:
    """The number in characters [start, end), or their beginning: "a missile" counts without one."""
    numbers = places_by_kind((NUMBER,), lower, start, end)[NUMBER]
    return (numbers[0].start, numbers[0].end) if numbers else (start, start)


def role_of(family: str, column: str) -> str | None:
    """The role that a claim of a family gives to what it cites for a column; null for none."""
    roles: Mapping[str, str] = getattr(FAMILIES.get(family), "ROLES", {})
    return roles.get(column)


class StatisticalReading:
    """What the statistical reader says of the figures of one text."""

    def __init__(self, text: str, model: Model | None = None) -> None:
        self._lower = in_lower_case(text)
        self._model = model or trained()

    def confirms(self, claim: Claim) -> bool:
        """Whether every deciding figure that a claim cites has its role; not where it cites none.

        Hits, places and casualties decide nothing: the reader of patterns does not compare them.
        """
        cited = [
            (piece, role)
            for piece in claim.evidence
            if (role := role_of(claim.family, piece.field)) in DECIDING and role is not None
        ]
        return bool(cited) and all(
            self.probability(piece, role) >= self._model.threshold for piece, role in cited
        )

    def probability(self, piece: Evidence, role: str) -> float:
        """How probable a role is for the number in the characters of a piece of evidence."""
        start, end = anchor(self._lower, piece.char_start, piece.char_end)
        found = self._model.probabilities(features(self._lower, start, end))
        return found.get(role, 0.0)
