"""Rules for the rows of all sources: what makes a row a misprint, and the sentence that says so.

No negative count, no count outside its range, no end before its start, no date outside the source's
bounds, no invalid coordinates, no total assigned to one side. Refusing rows does not belong here
(contract.py).
"""

from dataclasses import dataclass

import polars as pl

from pipelines.landing.declaration import Declaration

SIGNED = ("latitude", "longitude")
"""The only numbers in the contracts that may be negative."""

ORDERED = (
    ("window_start_at", "window_end_at"),
    ("entry_at", "exit_at"),
    ("started_stated", "ended_stated"),
    ("started_at", "ended_at"),
    ("deaths_low", "deaths_best"),
    ("deaths_best", "deaths_high"),
    ("count_low", "count_high"),
    ("count_low", "count"),
    ("count", "count_high"),
    ("object_count_low", "object_count_high"),
    ("object_count_low", "object_count"),
    ("object_count", "object_count_high"),
)
"""Pairs of columns; the first must not exceed the second."""


@dataclass(frozen=True)
class Rule:
    """A rule for all sources: whether a row breaks it, and the message."""

    broken: pl.Expr
    sentence: pl.Expr


def rules(
    source: Declaration,
    given: dict[str, pl.Expr],
    schema: pl.Schema,
    stated: frozenset[str],
    dates: tuple[str, ...],
) -> list[Rule]:
    """Every rule that the given columns can break.

    `schema`: of the contract; `stated`: columns that every row must state; `dates`: those that hold
    the dates of an event.
    """
    return [
        *_negative(given, schema),
        *_absent(given, stated),
        *_disordered(given),
        *_off_the_globe(given),
        *_without_direction(given),
        *_out_of_bounds(source, given, dates),
    ]


def _negative(given: dict[str, pl.Expr], schema: pl.Schema) -> list[Rule]:
    return [
        Rule(
            (value < 0).fill_null(False),
            pl.format(f"{name} = {{}}: a count is never negative", value),
        )
        for name, value in given.items()
        if schema[name].is_numeric() and name not in SIGNED
    ]


def _absent(given: dict[str, pl.Expr], stated: frozenset[str]) -> list[Rule]:
    return [
        Rule(given[name].is_null(), pl.lit(f"{name} has no value: every row must state it"))
        for name in sorted(stated & given.keys())
    ]


def _disordered(given: dict[str, pl.Expr]) -> list[Rule]:
    return [
        Rule(
            (given[first] > given[second]).fill_null(False),
            pl.format(f"{first} {{}} is after {second} {{}}", given[first], given[second]),
        )
        for first, second in ORDERED
        if first in given and second in given
    ]


def _off_the_globe(given: dict[str, pl.Expr]) -> list[Rule]:
    if not {"latitude", "longitude"} <= given.keys():
        return []
    latitude, longitude = given["latitude"], given["longitude"]
    is_half = latitude.is_null() != longitude.is_null()
    is_off = ((latitude.abs() > 90) | (longitude.abs() > 180)).fill_null(False)
    point = [value.cast(pl.String).fill_null("blank") for value in (latitude, longitude)]
    sentence = pl.format("latitude {}, longitude {}: not a point on the globe", *point)
    return [Rule(is_half | is_off, sentence)]


def _without_direction(given: dict[str, pl.Expr]) -> list[Rule]:
    """A count per side names the side that received the people; a total names none."""
    if not {"count_basis", "to_party"} <= given.keys():
        return []
    basis, side = given["count_basis"], given["to_party"]
    is_wrong = ((basis == "per_side") & side.is_null()) | ((basis == "total") & side.is_not_null())
    sentence = pl.format(
        "count_basis {} does not go with to_party {}", basis, side.fill_null("blank")
    )
    return [Rule(is_wrong.fill_null(False), sentence)]


def _out_of_bounds(
    source: Declaration, given: dict[str, pl.Expr], dates: tuple[str, ...]
) -> list[Rule]:
    latest = pl.col("document_on").str.to_date("%Y-%m-%d") + pl.duration(
        days=source.bounds.days_ahead
    )
    rules: dict[str, tuple[pl.Expr, pl.Expr]] = {}
    for name in dates:
        if name in given:
            # A date is compared at its precision: 2026 is not before 2026-01-01.
            day, length = given[name], given[name].str.len_chars()
            is_early = day < pl.lit(source.bounds.earliest).str.slice(0, length)
            rules[name] = is_early | (day > _written(latest).str.slice(0, length)), day
    if "night_of" in given:
        night = given["night_of"]
        earliest = pl.lit(source.bounds.earliest).str.to_date("%Y-%m-%d")
        rules["night_of"] = (night < earliest) | (night > latest), _written(night)
    return [
        Rule(
            broken.fill_null(False),
            pl.format(
                f"{name} = {{}}: outside {source.bounds.earliest} to {{}}, "
                "the bounds of this source",
                day,
                _written(latest),
            ),
        )
        for name, (broken, day) in rules.items()
    ]


def _written(day: pl.Expr) -> pl.Expr:
    return day.dt.to_string("%Y-%m-%d")
