"""Labels as rows with everything that is accepted in their place.

The rules of the labels' README.md live here: which rows are optional and which other values are
right.
"""

from collections.abc import Iterable, Mapping

from benchmarks.scoring.rows import CASUALTIES, FIELDS, KEYS, Label, Row, Value
from benchmarks.scoring.spelling import canonical, weapon_group

OPTIONAL = (
    *("ambiguous", "part_of_total"),
    *("uncounted", "recon", "background", "scheduled", "hypothetical_or_background"),
)
_COUNTS = ("launched", "intercepted", "lost_ew", *CASUALTIES, "hit_locations", "debris_locations")

RawRow = Mapping[str, object]
Accepted = dict[str, set[Value]]


def raw_rows(label: Mapping[str, object], name: str) -> list[RawRow]:
    """The rows of one family (or of `attack_totals`) in a document's label."""
    return label.get(name) or []  # type: ignore[return-value]


def fields_stated(labels: Iterable[Mapping[str, object]]) -> dict[str, set[str]]:
    """The fields of each family that some label states; a set may leave out the others."""
    found: dict[str, set[str]] = {family: set() for family in FIELDS}
    for label in labels:
        for family, names in found.items():
            names |= {name for raw in raw_rows(label, family) for name in raw if raw[name]}
    return found


def labelled_rows(family: str, label: Mapping[str, object]) -> list[Label]:
    """The labels of one family in a document."""
    return [_labelled_row(family, raw, label) for raw in raw_rows(label, family)]


def _labelled_row(family: str, raw: RawRow, label: Mapping[str, object]) -> Label:
    values = {name: canonical(name, value) for name, value in raw.items()}
    if family == "strikes":
        values["weapon_group"] = weapon_group(values.get("weapon_class"))
    if family == "airspace" and values.get("violator") == "unknown":
        values["violator"] = None
    accepted = _alternatives(family, raw, values)
    if family == "strikes":
        _accept_of_strike(accepted, raw)
        for name, others in _shared_casualties(label, raw).items():
            accepted[name] |= others | ({None} if values.get(name) in others else set())
    if family == "agreements" and values.get("date") is None and raw.get("date_y"):
        accepted["date"].add(str(raw["date_y"]))
    is_uncounted = family == "strikes" and all(values.get(name) is None for name in _COUNTS)
    return Label(
        row=Row(family, values),
        accepted={name: frozenset(each) for name, each in accepted.items()},
        is_optional=is_uncounted or any(raw.get(name) for name in OPTIONAL),
    )


def _alternatives(family: str, raw: RawRow, values: Mapping[str, Value]) -> Accepted:
    """The labelled value of each field, its `_alt` values, and null for a stated 0."""
    accepted: Accepted = {}
    for name in (*KEYS[family], *FIELDS[family]):
        others = raw.get("class_alt" if name == "weapon_class" else f"{name}_alt") or []
        assert isinstance(others, list), f"{family}: {name}_alt is not a list: {others!r}"
        accepted[name] = {values.get(name), *(canonical(name, other) for other in others)}
        if values.get(name) == 0:
            accepted[name].add(None)
    return accepted


def _accept_of_strike(accepted: Accepted, raw: RawRow) -> None:
    """Groups of every accepted class; "as of" and "about" times as ends of the window."""
    accepted["weapon_group"] = {weapon_group(each) for each in accepted["weapon_class"]}
    if raw.get("as_of"):
        accepted["window_end"] |= {canonical("window_end", raw["as_of"]), None}
    if raw.get("about_time"):
        about = canonical("window_end", raw["about_time"])
        accepted["window_start"] |= {about, None}
        accepted["window_end"] |= {about, None}


def _shared_casualties(label: Mapping[str, object], raw: RawRow) -> Accepted:
    """Casualties of the attack that `raw` is a row of: right on any of its rows, needed on none."""
    found: Accepted = {name: set() for name in CASUALTIES}
    for row in [*raw_rows(label, "strikes"), *raw_rows(label, "attack_totals")]:
        if any(row.get(name) != raw.get(name) for name in ("night_of", "attacker")):
            continue
        shared = row.get("shared") or [] if "weapon_class" in row else CASUALTIES
        for name in CASUALTIES:
            if name in shared and row.get(name) is not None:  # type: ignore[operator]
                found[name].add(canonical(name, row[name]))
    return found
