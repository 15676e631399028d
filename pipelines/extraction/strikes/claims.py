"""Claims of the family `strikes`: munitions launched and shot down, hits and casualties.

`items` reads what a sentence counts, `attacks` groups it by attack, `rows` adds it up; this module
turns each row into a claim in the columns of the contract. `repeats` removes what is said again.
"""

from typing import NamedTuple

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.attack import Attack
from pipelines.extraction.strikes.attackers import evidence_of_sides
from pipelines.extraction.strikes.attacks import attacks
from pipelines.extraction.strikes.counted import Casualties
from pipelines.extraction.strikes.genre import is_press
from pipelines.extraction.strikes.repeats import without_repeats
from pipelines.extraction.strikes.row import Row
from pipelines.extraction.strikes.rows import build_rows
from pipelines.extraction.strikes.sides import ISO_OF, other_side
from pipelines.extraction.strikes.targets import (
    as_written,
    only_region,
    region_codes,
    target_places,
    target_regions,
)
from pipelines.extraction.strikes.times import time_columns
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark

_SIGNATURE = 6  # tokens of a line that only names its author
_ARMS = frozenset(["weapon", "weapon_noun", "strike_word"])


class Scope(NamedTuple):
    """national, regional or local, with the flags that follow from it."""

    name: str
    flags: tuple[str, ...] = ()


def claims(text: AnnotatedText) -> list[Claim]:
    """The strikes that one document reports; empty if it reports none."""
    if all(_ARMS.isdisjoint(sentence.by_kind) for sentence in text.sentences):
        return []
    return without_repeats(
        text, [claim for attack in attacks(text) for claim in _claims(text, attack)]
    )


def _claims(text: AnnotatedText, attack: Attack) -> list[Claim]:
    sides = evidence_of_sides(text, attack)
    if sides is None:
        return []
    rows = build_rows(text, attack)
    scope = _scope(text, attack)
    _place_locations(rows, attack)
    _place_casualties(rows, attack, scope)
    targets = target_places(attack)
    built = []
    for row in rows:
        if row.weapon_class == "air_target" and any(one.group != "air_target" for one in rows):
            continue
        if not row.values and (is_press(text) or not _adds_a_kind(row, rows)):
            continue
        values = _values(text, attack, row, scope, list(row.where) or targets)
        built.append(Claim("strikes", values, (*_evidence(text, attack, row), *sides)))
    return built


def _adds_a_kind(row: Row, rows: list[Row]) -> bool:
    """Whether munitions named without number are of a kind the counted ones are not."""
    counted = [one for one in rows if one.values]
    return bool(counted) and (bool(row.weapons) or all(one.group != row.group for one in counted))


def _place_locations(rows: list[Row], attack: Attack) -> None:
    """Give places hit, which belong to the attack, to the drones' row, else to the first."""
    if not rows:
        return
    row = next((one for one in rows if one.group == "drone"), rows[0])
    for one in attack.locations:
        column = "hit_locations" if one.kind == "hit" else "debris_locations"
        if column not in row.values:
            row.set(column, one.count, "exact", one.first, one.last)


def _place_casualties(rows: list[Row], attack: Attack, scope: Scope) -> None:
    """Give people killed and injured to the row of the same sentence, else to the drones' row.

    "Nobody was hurt" is said of one place, so it is not a zero for a country under attack.
    """
    for one in attack.casualties:
        if one.count == 0 and scope.name == "national" and attack.attacker == "russia":
            continue
        if one.is_apart and region_codes(one.places):
            row = Row(None, [], where=one.places)
            rows.append(row)
        else:
            row = _row_of_casualties(rows, one)
        if row is not None and one.kind not in row.values:
            row.set(one.kind, one.count, one.qualifier, one.first, one.last)


def _row_of_casualties(rows: list[Row], casualties: Casualties) -> Row | None:
    armed = [row for row in rows if row.group != "air_target"] or rows
    near = [row for row in armed if any(item.sentence is casualties.sentence for item in row.items)]
    near.sort(key=lambda row: row.group != "drone")
    drones = [row for row in armed if row.group == "drone"]
    return next(iter([*near, *drones, *armed]), None)


def _scope(text: AnnotatedText, attack: Attack) -> Scope:
    if attack.is_local:
        return Scope("local")
    is_update = any("update_word" in sentence.by_kind for sentence in text.sentences)
    updated = ("update",) if is_update else ()
    if is_of_a_region(text):
        return Scope("regional", ("regional_tally", *updated))
    return Scope("national", updated)


def is_of_a_region(text: AnnotatedText) -> bool:
    """Whether a regional command or governor signs the post: named with its region, or on top.

    "Силами ПвК Повітряних Сил" and "повідомили в ОВА" deep in a text say who fired or added a word.
    """
    for sentence in text.sentences:
        for mark in sentence.by_kind.get("regional", ()):
            is_named = any(
                follows(name, mark, reach.REGION_NAME) for name in sentence.of("regional_name")
            )
            is_signature = sentence.last - sentence.first <= _SIGNATURE
            if is_named or is_signature or sentence.index == 0:
                return True
    return False


def _values(
    text: AnnotatedText, attack: Attack, row: Row, scope: Scope, targets: list[Mark]
) -> dict[str, object]:
    """The columns of a row's claim."""
    if scope.name != "national" and not targets:
        targets = only_region(text)
    return {
        **time_columns(attack.frame),
        "scope": scope.name,
        "attacker_iso3": ISO_OF[attack.attacker],
        "target_iso3": ISO_OF[other_side(attack.attacker)],
        "target_regions": target_regions(text, targets),
        "target_as_written": as_written(text, targets),
        "weapon_class": row.weapon_class,
        "weapons": list(row.weapons),
        "weapon_as_written": (
            text.quote(row.written.first, row.written.last) if row.written else None
        ),
        "launch_areas": [
            text.quote(mark.first, mark.last) for item in row.items for mark in item.launch_areas
        ],
        "decoys_included": "yes" if row.has_decoys else "unknown",
        "reporting_side": attack.claimant.side if attack.claimant else None,
        "attributed_to": attack.claimant.name if attack.claimant else None,
        "flags": sorted({*row.flags, *scope.flags}),
        **row.values,
        **_qualifiers(row),
    }


def _qualifiers(row: Row) -> dict[str, object]:
    """The figures that come with the row's own: jet-powered munitions and qualifiers."""
    found: dict[str, object] = {}
    jets = next((item.jet_powered for item in row.items if item.jet_powered is not None), None)
    if jets is not None:
        found["jet_powered"] = jets
    if "launched" in row.values:
        found["launched_qualifier"] = row.qualifiers["launched"]
    for name in ("shot_down_or_suppressed", "shot_down", "suppressed"):
        if name in row.values:
            found["intercepted_qualifier"] = row.qualifiers[name]
            break
    return found


def _evidence(text: AnnotatedText, attack: Attack, row: Row) -> tuple[Evidence, ...]:
    """The quotes of a row's figures, and of the time where the text states it."""
    found = [text.evidence(cited.column, cited.first, cited.last) for cited in row.evidence]
    when = attack.frame.when
    if when is not None and when.last > when.first:
        found.append(text.evidence("night_of", when.first, when.last))
    return tuple(found)
