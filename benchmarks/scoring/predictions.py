"""Claims as rows in the labels' field names."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from benchmarks.scoring.rows import CASUALTIES, Row
from benchmarks.scoring.spelling import canonical, local_time, weapon_group
from pipelines.extraction.strikes.counted import intercepted

Columns = Mapping[str, object]


def predicted_row(claim: Columns, zone: ZoneInfo) -> Row:
    """A claim (its contract's columns and `family`) as a row; times as seen in `zone`."""
    family = str(claim["family"])
    stated = _BY_FAMILY[family](claim)
    for name in stated.keys() & {"window_start", "window_end"}:
        stated[name] = local_time(stated[name], zone)
    values = {name: canonical(name, value) for name, value in stated.items()}
    if family == "strikes":
        values["weapon_group"] = weapon_group(values.get("weapon_class"))
    return Row(family, values, str(claim.get("extraction_tier") or ""))


def _strike(claim: Columns) -> dict[str, object]:
    same = ("night_of", "weapon_class", "weapons", "launched", "launched_qualifier", "shot_down")
    lost = claim.get("not_reached_target")
    return {
        **_named(claim, *same, *CASUALTIES, "hit_locations", "debris_locations"),
        "attacker": claim.get("attacker_iso3"),
        "intercepted": intercepted(claim),
        "lost_ew": lost if lost is not None else claim.get("suppressed"),
        "window_start": claim.get("window_start_at"),
        "window_end": claim.get("window_end_at"),
    }


def _airspace(claim: Columns) -> dict[str, object]:
    count, qualifier = claim.get("object_count"), claim.get("object_count_qualifier")
    low, high = claim.get("object_count_low"), claim.get("object_count_high")
    return {
        **_named(claim, "kind", "object_type", "model", "duration_min"),
        "date": claim.get("occurred_stated"),
        "violated_state": claim.get("violated_state_iso3"),
        "violator": claim.get("violator_iso3"),
        "count_low": low if low is not None else None if qualifier == "up_to" else count,
        "count_high": high if high is not None else None if qualifier == "at_least" else count,
        "response": claim.get("responses"),
    }


def _negotiation(claim: Columns) -> dict[str, object]:
    return {
        **_named(claim, "venue_city", "parties", "mediators", "round_no"),
        "start_date": claim.get("started_stated"),
        "end_date": claim.get("ended_stated"),
    }


def _exchange(claim: Columns) -> dict[str, object]:
    return {
        **_named(claim, "to_party", "category", "count"),
        "date": claim.get("exchanged_stated"),
        "basis": claim.get("count_basis"),
    }


def _agreement(claim: Columns) -> dict[str, object]:
    return {**_named(claim, "name", "event"), "date": claim.get("event_stated")}


def _named(claim: Columns, *names: str) -> dict[str, object]:
    """The columns that labels call by the same name."""
    return {name: claim.get(name) for name in names}


_BY_FAMILY: dict[str, Callable[[Columns], dict[str, object]]] = {
    "strikes": _strike,
    "airspace": _airspace,
    "negotiations": _negotiation,
    "exchanges": _exchange,
    "agreements": _agreement,
}
