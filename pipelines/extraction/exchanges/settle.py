"""Selects the figures of a text that become claims: no repeats, roundings, or totals of parts.

Comparing texts does not belong here: the SQL of events does it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.extraction.exchanges.people import Group
from pipelines.extraction.sentence.placing import Day
from pipelines.extraction.text.annotation import Sentence

_NEWS = timedelta(days=5)  # an exchange is news for less than a week


@dataclass(frozen=True, slots=True)
class Figure:
    """A group with its direction, its category and its day; None means not stated.

    A pending figure needs the one day of its text.
    """

    group: Group
    sentence: Sentence
    to_party: str | None
    basis: str
    category: str
    day: Day | None
    is_pending: bool = False
    flags: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of people."""
        return self.group.count

    @property
    def start(self) -> str | None:
        """The day, ISO 8601 at the stated precision."""
        return self.day.start if self.day else None

    def is_beside(self, other: "Figure") -> bool:
        """Whether another figure has the same day, direction and basis."""
        mine = self.start, self.to_party, self.basis
        return mine == (other.start, other.to_party, other.basis)


def settled(
    figures: Sequence[Figure], exchange_days: Mapping[int, Day | None], published: date | None
) -> list[Figure]:
    """The figures to claim, in order; `exchange_days` are the days of exchanges by sentence."""
    dated = _with_one_day(figures, exchange_days, published)
    kept: list[Figure] = []
    for figure in dated:
        if _is_left_out(figure, dated):
            continue
        figure = _marked_as_mixed(figure, dated)
        repeated = next((at for at, each in enumerate(kept) if _is_repeat(figure, each)), None)
        if repeated is None:
            kept.append(figure)
        elif kept[repeated].category == "unclear" or kept[repeated].basis == "unclear":
            # "84 captives", repeated as "84 servicemen"; "exchanged 84", as "84 for 84".
            kept[repeated] = replace(figure, day=kept[repeated].day or figure.day)
    return kept


def _with_one_day(
    figures: Sequence[Figure], exchange_days: Mapping[int, Day | None], published: date | None
) -> list[Figure]:
    """Undated figures take the day of the text where it states only one; pending ones drop out.

    A day long before publication is that of an earlier exchange.
    """
    first = date.min if published is None else published - _NEWS
    days = [each.day for each in figures if each.day is not None]
    days = [day for day in days if day.start_on >= first or not day.is_exact]
    others = (day for day in exchange_days.values() if day is not None and day.start_on >= first)
    by_start = {day.start: day for day in days or others}
    only = next(iter(by_start.values())) if len(by_start) == 1 else None
    if only is not None and only.is_exact:
        return [each if each.day else replace(each, day=only) for each in figures]
    return [each for each in figures if not each.is_pending]


def _is_left_out(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure adds nothing to the other `figures` of its text."""
    if figure.group.is_part and figure.category in ("pow", "unclear"):
        # Kept where it is one of parts that are all stated.
        totals = (each for each in figures if each.is_beside(figure))
        return not any(_is_total(each, figures, "category") for each in totals)
    names = ("category", "start", "to_party")
    return _is_rounding(figure, figures) or any(_is_total(figure, figures, each) for each in names)


def _is_total(figure: Figure, figures: Sequence[Figure], name: str) -> bool:
    """Whether figures that differ in one thing add up to this one.

    230 people are 224 soldiers and six civilians; 802 bodies are 45 to one side and 757 to the
    other; "500" are 300 today and 200 the day before.
    """
    others = {"category", "start", "to_party"} - {name}
    parts = {
        (getattr(each, name), each.count)
        for each in figures
        if all(_may_be_same(figure, each, other) for other in others)
        and (name == "start" or getattr(each, name) not in (None, "unclear"))
        and each.count < figure.count
        and (name == "category" or not each.group.is_part)
    }
    is_one_each = len(parts) == len({value for value, _ in parts}) > 1
    return is_one_each and sum(count for _, count in parts) == figure.count


def _may_be_same(one: Figure, other: Figure, name: str) -> bool:
    """Whether two figures may agree in one thing; an unknown day may be any day."""
    mine, its = getattr(one, name), getattr(other, name)
    return mine == its or (name == "start" and None in (mine, its))


def _marked_as_mixed(figure: Figure, figures: Sequence[Figure]) -> Figure:
    """A number of prisoners "including two civilians" is of no single category."""
    is_mixed = any(
        each.group.is_part
        and each.category in ("civilian", "child")
        and each.sentence is figure.sentence
        and each.is_beside(figure)
        for each in figures
    )
    if figure.category != "pow" or figure.group.is_part or not is_mixed:
        return figure
    return replace(figure, category="unclear", flags=("includes_civilians",))


def _is_rounding(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether it is inexact and the same day has an exact figure: "more than 200 each"."""
    return figure.group.qualifier != "exact" and any(
        each.group.qualifier == "exact" and each.start == figure.start for each in figures
    )


def _is_repeat(figure: Figure, other: Figure) -> bool:
    categories = {figure.category, other.category}
    is_same = len(categories) == 1 or "unclear" in categories
    is_beside = figure.is_beside(other) or (
        "unclear" in (figure.basis, other.basis) and _may_be_same(figure, other, "start")
    )
    return is_same and is_beside and figure.count == other.count
