"""Selects the figures of a text that become claims: no repeats, roundings, or totals of parts.

Comparing texts does not belong here: the SQL of events does it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.figure import Figure
from pipelines.extraction.exchanges.people import OTHER_SIDE
from pipelines.extraction.sentence.placing import Day


def settled(
    figures: Sequence[Figure], exchange_days: dict[int, Day], published: date | None
) -> list[Figure]:
    """The figures to claim, in order; `exchange_days` are the days of exchanges by sentence."""
    recent = {index: day for index, day in exchange_days.items() if _is_recent(day, published)}
    dated = _with_one_day(figures, recent, published)
    kept: list[Figure] = []
    for figure in dated:
        if _is_left_out(figure, dated):
            continue
        figure = _marked_as_mixed(figure, dated)
        repeated = next((at for at, each in enumerate(kept) if _is_repeat(figure, each)), None)
        if repeated is None:
            kept.append(figure)
        elif kept[repeated].category == "unclear":
            # "84 captives", repeated as "84 servicemen".
            kept[repeated] = replace(figure, day=kept[repeated].day or figure.day)
    return kept


def _is_recent(day: Day, published: date | None) -> bool:
    """Whether a day is close enough to publication to be that of a text's news."""
    return published is None or (published - day.start_on).days <= reach.NEWS_DAYS


def _with_one_day(
    figures: Sequence[Figure], exchange_days: dict[int, Day], published: date | None
) -> list[Figure]:
    """Undated figures take the day of the text where it states only one; pending ones drop out."""
    stated = {
        figure.day.start: figure.day
        for figure in figures
        if figure.day is not None and (_is_recent(figure.day, published) or not figure.day.is_exact)
    }
    stated = stated or {day.start: day for day in exchange_days.values()}
    only = next(iter(stated.values())) if len(stated) == 1 else None
    if only is not None and not only.is_exact:
        only = None
    counted = {figure.sentence.index for figure in figures}
    reports = [
        index for index, day in exchange_days.items() if day == only and index not in counted
    ]
    found: list[Figure] = []
    for figure in figures:
        if figure.day is None and only is not None and _may_take(figure, figures, reports):
            found.append(replace(figure, day=only))
        elif not figure.is_pending:
            found.append(figure)
    return found


def _may_take(figure: Figure, figures: Sequence[Figure], reports: Sequence[int]) -> bool:
    """Whether an undated figure may take the one day of its text.

    A sentence just after may state it ("The swap took place on Monday"; `reports` are the indices
    of such sentences). A day first stated later with a figure belongs to it and to equal figures.
    """
    if any(0 < index - figure.sentence.index <= reach.LATER_SENTENCES for index in reports):
        return True
    dated = [each for each in figures if each.day is not None]
    if not dated or min(each.sentence.index for each in dated) <= figure.sentence.index:
        return True
    undated = {each.count for each in figures if each.day is None}
    return any(each.count in undated for each in dated)


def _is_left_out(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure adds nothing to the other `figures` of its text."""
    if figure.group.is_part:
        return figure.category in ("pow", "unclear")
    return (
        _is_sum_of_sides(figure, figures)
        or _is_total(figure, figures)
        or _is_total_of_days(figure, figures)
        or _is_rounding(figure, figures)
        or _is_loose(figure, figures)
    )


def _marked_as_mixed(figure: Figure, figures: Sequence[Figure]) -> Figure:
    """A number of prisoners "including two civilians" is of no single category."""
    if (
        figure.category == "pow"
        and not figure.group.is_part
        and any(
            each.group.is_part
            and each.category in ("civilian", "child")
            and each.sentence is figure.sentence
            and each.key == figure.key
            for each in figures
        )
    ):
        return replace(figure, category="unclear", flags=("includes_civilians",))
    return figure


def _is_total(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether figures of other categories, same direction and day, add up to this one."""
    parts = {
        (each.category, each.count)
        for each in figures
        if each.key[1:] == figure.key[1:]
        and each.may_share_day(figure)
        and each.category not in ("unclear", figure.category)
    }
    return len(parts) > 1 and sum(count for _, count in parts) == figure.count


def _is_total_of_days(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether figures of several days add up to this one: "300" and "200 the day before"."""
    parts = {
        (each.start, each.count)
        for each in figures
        if (each.to_party, each.category) == (figure.to_party, figure.category)
        and each.count < figure.count
    }
    days = {start for start, _ in parts}
    return len(parts) == len(days) > 1 and sum(count for _, count in parts) == figure.count


def _is_sum_of_sides(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether both directions add up to this one: 802 bodies, of which 45 and 757."""
    sides = {
        (each.to_party, each.count)
        for each in figures
        if each.to_party is not None
        and each.category == figure.category
        and not each.group.is_part
        and each.may_share_day(figure)
    }
    return (
        figure.to_party is None
        and {side for side, _ in sides} == set(OTHER_SIDE)
        and sum(count for _, count in sides) == figure.count
    )


def _is_rounding(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether it is inexact and the same day has an exact figure: "more than 200 each"."""
    return figure.group.qualifier != "exact" and any(
        each.group.qualifier == "exact" and each.start == figure.start for each in figures
    )


def _is_loose(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure without direction is dated only to a month, or repeated with a direction."""
    if figure.basis == "per_side":
        return False
    if figure.basis == "unclear" and figure.day is not None and not figure.day.is_exact:
        return True
    return any(
        each.to_party is not None and each.start == figure.start and each.count == figure.count
        for each in figures
    )


def _is_repeat(figure: Figure, other: Figure) -> bool:
    categories = {figure.category, other.category}
    return (
        figure.key == other.key
        and figure.count == other.count
        and (len(categories) == 1 or "unclear" in categories)
    )
