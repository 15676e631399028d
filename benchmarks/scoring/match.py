"""Pairs of labels and predictions, and how each field and each figure of them compares."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.scoring.rows import Label, Row, Value
from benchmarks.scoring.tally import Tally


@dataclass(frozen=True)
class Pair:
    """A label and the prediction that answers it."""

    label: Label
    row: Row


@dataclass(frozen=True)
class Match:
    """How the predictions of one family in one document meet its labels.

    Optional labels are never missed.
    """

    labels: Sequence[Label]
    pairs: list[Pair]
    unmatched: list[Row]
    missed: list[Label]


def match(labels: Sequence[Label], predicted: Sequence[Row]) -> Match:
    """Pair labels and predictions on their keys: those that agree most first, required first."""
    candidates = sorted(
        (-label.agreement(row), label.is_optional, at, place)
        for at, label in enumerate(labels)
        for place, row in enumerate(predicted)
        if label.matches(row)
    )
    of_label: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, place in candidates:
        if at not in of_label and place not in taken:
            of_label[at] = place
            taken.add(place)
    return Match(
        labels,
        [Pair(labels[at], predicted[place]) for at, place in sorted(of_label.items())],
        [row for place, row in enumerate(predicted) if place not in taken],
        [label for at, label in enumerate(labels) if at not in of_label and not label.is_optional],
    )


def compare(pair: Pair, name: str) -> Tally:
    """One field of a pair: a null that is accepted counts for nothing."""
    label, value = pair.label, pair.row.values.get(name)
    if label.accepts(name, value) or (name == "intercepted" and _is_merged_loss(pair)):
        return Tally(right=int(value is not None))
    return Tally(wrong=int(value is not None), missed=int(not label.accepts(name, None)))


def compare_sums(found: Match, name: str) -> Tally:
    """A figure summed by key: parts that add up to the labelled parts are right."""
    expected = _expected_sums(found.labels, name)
    may_be_null = {
        label.row.key
        for label in found.labels
        if label.row.number(name) is not None
        and not label.is_optional
        and label.accepts(name, None)
    }
    got = _given_sums(found, name)
    tally = Tally()
    for key in expected.keys() | got.keys():
        if key in expected and expected[key] == got.get(key):
            tally.right += 1
        elif key in got and key not in expected and _is_accepted(found, key, name, got[key]):
            continue
        else:
            tally.wrong += key in got
            tally.missed += key in expected and key not in may_be_null
    return tally


def _expected_sums(labels: Sequence[Label], name: str) -> dict[tuple[Value, ...], float]:
    sums: dict[tuple[Value, ...], float] = {}
    for label in labels:
        number = label.row.number(name)
        if number is not None and not label.is_optional:
            sums[label.row.key] = sums.get(label.row.key, 0) + number
    return sums


def _given_sums(found: Match, name: str) -> dict[tuple[Value, ...], float]:
    sums: dict[tuple[Value, ...], float] = {}
    for pair in found.pairs:
        number = pair.row.number(name)
        if pair.label.is_optional or number is None:
            continue
        if compare(pair, name).right:
            # An accepted alternative counts as the labelled number itself.
            labelled = pair.label.row.number(name)
            number = number if labelled is None else labelled
        key = pair.label.row.key
        sums[key] = sums.get(key, 0) + number
    for row in found.unmatched:
        number = row.number(name)
        if number is not None:
            sums[row.key] = sums.get(row.key, 0) + number
    return sums


def _is_accepted(found: Match, key: tuple[Value, ...], name: str, number: float) -> bool:
    """Whether a number is accepted on a row that is labelled without one."""
    return any(label.row.key == key and label.accepts(name, number) for label in found.labels)


def _is_merged_loss(pair: Pair) -> bool:
    """Whether shot down and jammed are right apart, so that their sum is right."""
    values = pair.row.values
    return (
        values.get("lost_ew") is not None
        and pair.label.accepts("lost_ew", values["lost_ew"])
        and pair.label.accepts("intercepted", values.get("shot_down"))
    )
