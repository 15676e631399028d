"""Numerical studies for which SQL is the wrong tool, as pure functions on frames.

The .sql file of a study's table explains its figures and their limits. Reading and writing tables
does not belong here (defs/studies.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

WINDOW_DAYS = 14
"""Days before and after a round that the study covers."""

MATCHED_DAYS = 90
"""Distance of matched dates from a round, in days: close enough to be in the same season."""

FEWEST_NIGHTS = 7
"""Known nights that a round needs in each group: half of the window."""

FEWEST_EPISODES = 5
"""Independent cases below which an interval is meaningless."""

RESAMPLES = 5000
SEED = 20220224

COMPARISONS = {
    "before_to_matched": ("before", "matched"),
    "after_to_matched": ("after", "matched"),
    "after_to_before": ("after", "before"),
}

FIGURES = pl.col("ratio", "ratio_low", "ratio_high", "numerator", "denominator").cast(pl.Float64)
"""Columns rounded to four places, so that rounding errors do not change the publication."""


@dataclass(frozen=True)
class Round:
    """A counted round: launched per known night around it, and the number of known nights."""

    started_stated: date
    before: float
    after: float
    matched: float
    nights_before: int
    nights_after: int
    nights_matched: int


def talks_and_strikes(nights: pl.DataFrame, rounds: pl.DataFrame) -> pl.DataFrame:
    """Rows of marts.overview_talks_and_strikes.

    `nights`: night_of, weapon_group, launched_best (null when unknown), of strikes by one side on
    the other. `rounds`: started_on, has_both_parties; a round may have many rows.
    """
    sets = {"all": rounds, "both_parties": rounds.filter("has_both_parties")}
    rows = []
    for weapon_group in ("drone", "missile"):
        known = nights.filter(pl.col("weapon_group") == weapon_group).drop_nulls("launched_best")
        launched = dict(known.select("night_of", "launched_best").iter_rows())
        for talks, chosen in sets.items():
            starts = sorted(set(chosen["started_on"]))
            for row in _study(launched, starts):
                rows.append({"weapon_group": weapon_group, "talks": talks, **row})
    return pl.DataFrame(rows, infer_schema_length=None).with_columns(FIGURES.round(4))


def _study(launched: dict[date, int], starts: list[date]) -> Iterator[dict[str, object]]:
    quiet = {night: count for night, count in launched.items() if _is_far(night, starts)}
    counted = [found for start in starts if (found := _round(launched, quiet, start))]
    episodes = _episodes(counted)
    for comparison, (first, second) in COMPARISONS.items():
        low, high = _interval(episodes, first, second)
        numerator, denominator = _mean(counted, first), _mean(counted, second)
        yield {
            "comparison": comparison,
            "ratio": numerator / denominator if numerator is not None and denominator else None,
            "ratio_low": low,
            "ratio_high": high,
            "numerator": numerator,
            "denominator": denominator,
            "rounds": len(counted),
            "rounds_left_out": len(starts) - len(counted),
            "first_round_on": counted[0].started_stated if counted else None,
            "last_round_on": counted[-1].started_stated if counted else None,
            "episodes": len(episodes),
            "nights_before": sum(one.nights_before for one in counted),
            "nights_after": sum(one.nights_after for one in counted),
            "nights_matched": sum(one.nights_matched for one in counted),
            "resamples": RESAMPLES,
            "seed": SEED,
        }


def _round(launched: dict[date, int], quiet: dict[date, int], start: date) -> Round | None:
    """The round, or null if one of its groups has too few known nights.

    `launched` has every known night, `quiet` those that are far from any round.
    """
    before = _known(launched, start, range(-WINDOW_DAYS, 0))
    after = _known(launched, start, range(1, WINDOW_DAYS + 1))
    earlier = _known(quiet, start, range(-MATCHED_DAYS, -WINDOW_DAYS))
    later = _known(quiet, start, range(WINDOW_DAYS + 1, MATCHED_DAYS + 1))
    if min(len(group) for group in (before, after, earlier, later)) < FEWEST_NIGHTS:
        return None
    return Round(
        started_stated=start,
        before=float(np.mean(before)),
        after=float(np.mean(after)),
        # Earlier and later dates have equal weight, so that a steady trend cancels out.
        matched=float((np.mean(earlier) + np.mean(later)) / 2),
        nights_before=len(before),
        nights_after=len(after),
        nights_matched=len(earlier) + len(later),
    )


def _known(launched: dict[date, int], start: date, offsets: range) -> list[int]:
    nights = (start + timedelta(days=offset) for offset in offsets)
    return [launched[night] for night in nights if night in launched]


def _is_far(night: date, starts: list[date]) -> bool:
    return all(abs((night - start).days) > WINDOW_DAYS for start in starts)


def _episodes(counted: list[Round]) -> list[list[Round]]:
    """Rounds in chronological order, split where the windows of two rounds share no night."""
    episodes: list[list[Round]] = []
    for one in counted:
        if (
            episodes
            and (one.started_stated - episodes[-1][-1].started_stated).days <= 2 * WINDOW_DAYS
        ):
            episodes[-1].append(one)
        else:
            episodes.append([one])
    return episodes


def _mean(counted: list[Round], group: str) -> float | None:
    return float(np.mean([getattr(one, group) for one in counted])) if counted else None


def _interval(
    episodes: list[list[Round]], first: str, second: str
) -> tuple[float, float] | tuple[None, None]:
    """Percentile interval (95 %) of the ratio, from a bootstrap over episodes."""
    if len(episodes) < FEWEST_EPISODES:
        return None, None
    firsts = np.array([sum(getattr(one, first) for one in episode) for episode in episodes])
    seconds = np.array([sum(getattr(one, second) for one in episode) for episode in episodes])
    drawn = np.random.default_rng(SEED).integers(len(episodes), size=(RESAMPLES, len(episodes)))
    divisors = seconds[drawn].sum(axis=1)
    if not divisors.all():
        return None, None
    low, high = np.percentile(firsts[drawn].sum(axis=1) / divisors, [2.5, 97.5])
    return float(low), float(high)
