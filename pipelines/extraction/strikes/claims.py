"""Strikes: what was launched, what was shot down, where it hit, in a bulletin or an article.

`strike_items` reads what a sentence counts, `strike_attacks` gathers it by attack, `strike_rows`
adds it up; here each row becomes a claim in the columns of the contract.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.strikes.attacks import Attack, Frame, attacks, is_press
from pipelines.extraction.strikes.rows import Row, rows
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import Mark, places, words
from pipelines.extraction.text.tokens import WORD
from pipelines.extraction.text.when import KYIV, When
from pipelines.vocabulary import windows

_NAMED_PERIODS = {"night": "night", "day24": "day24", "daypart": "day"}
_LONGEST_LIST = 40  # tokens
_HEADING = 6  # tokens of a line that only names who speaks
_ISO = {"ukraine": "UKR", "russia": "RUS"}
_OTHER = {"UKR": "RUS", "RUS": "UKR"}
_ARMS = frozenset(["weapon", "weapon_noun", "strike_word"])


def claims(reading: AnnotatedText) -> list[Claim]:
    """The strikes one document reports; empty when it speaks of none."""
    if all(_ARMS.isdisjoint(sentence.by_kind) for sentence in reading.sentences):
        return []
    return [claim for attack in attacks(reading) for claim in _claims(reading, attack)]


def _claims(reading: AnnotatedText, attack: Attack) -> list[Claim]:
    found = rows(reading, attack)
    scope, flags = _scope(reading, attack)
    _place_locations(found, attack)
    _place_casualties(found, attack, scope)
    built = []
    for row in found:
        if row.weapon_class == "air_target" and any(one.group != "air_target" for one in found):
            continue
        if not row.values and (is_press(reading) or not _adds_a_kind(row, found)):
            continue
        built.append(_claim(reading, attack, row, scope, flags))
    return built


def _adds_a_kind(row: Row, rows: list[Row]) -> bool:
    """Whether munitions named without number are of a kind the counted ones are not."""
    counted = [one for one in rows if one.values]
    return bool(counted) and (bool(row.weapons) or all(one.group != row.group for one in counted))


def _place_locations(rows: list[Row], attack: Attack) -> None:
    """Places hit belong to the whole attack; the drones' row carries them, else the first."""
    if not rows:
        return
    row = next((one for one in rows if one.group == "drone"), rows[0])
    for one in attack.locations:
        column = "hit_locations" if one.kind == "hit" else "debris_locations"
        if column not in row.values:
            row.set(column, one.count, "exact", one.first, one.last)


def _place_casualties(rows: list[Row], attack: Attack, scope: str) -> None:
    """People killed and injured: the row of the same sentence, else the drones' row.

    "Nobody was hurt" is said of one place, so it is no zero for a country under attack.
    """
    for one, sentence in attack.casualties:
        if one.count == 0 and scope == "national" and attack.attacker == "russia":
            continue
        if one.is_apart and _codes(one.places):
            row = Row(None, [])
            row.set(one.kind, one.count, one.qualifier, one.first, one.last)
            row.where = one.places
            rows.append(row)
            continue
        armed = [row for row in rows if row.group != "air_target"] or rows
        near = [row for row in armed if any(item.sentence is sentence for item in row.items)]
        near.sort(key=lambda row: row.group != "drone")
        near += [row for row in armed if row.group == "drone"] + armed
        if near and one.kind not in near[0].values:
            near[0].set(one.kind, one.count, one.qualifier, one.first, one.last)


def _scope(reading: AnnotatedText, attack: Attack) -> tuple[str, list[str]]:
    if attack.is_local:
        return "local", []
    updated = ["update"] if any(one.has("update_word") for one in reading.sentences) else []
    if _is_of_a_region(reading):
        return "regional", ["regional_tally", *updated]
    return "national", updated


def _is_of_a_region(reading: AnnotatedText) -> bool:
    """Whether a regional command or governor signs the post: named with its region, or on top.

    "Силами ПвК Повітряних Сил" and "повідомили в ОВА" deep in a text say who fired or added a word.
    """
    for sentence in reading.sentences:
        for mark in sentence.of("regional"):
            named = any(0 <= name.first - mark.last <= 2 for name in sentence.of("regional_name"))
            is_short = sentence.last - sentence.first <= _HEADING
            if named or is_short or sentence.index == 0:
                return True
    return False


def _claim(reading: AnnotatedText, attack: Attack, row: Row, scope: str, flags: list[str]) -> Claim:
    when, frame = attack.frame.when, attack.frame
    attacker = _ISO[attack.attacker]
    targets = list(row.where) or _targets(attack)
    if scope != "national" and not targets:
        targets = _only_region(reading)
    evidence: list[Evidence] = [
        reading.evidence(name, first, last) for name, first, last in row.evidence
    ]
    if when is not None and when.last > when.first:
        evidence.append(reading.evidence("night_of", when.first, when.last))
    values: dict[str, object] = {
        **_times(frame),
        "scope": scope,
        "attacker_iso3": attacker,
        "target_iso3": _OTHER[attacker],
        "target_regions": _regions(reading, targets),
        "target_as_written": _as_written(reading, targets),
        "weapon_class": row.weapon_class,
        "weapons": list(row.weapons),
        "weapon_as_written": reading.quote(*row.written) if row.written else None,
        "launch_areas": [
            reading.quote(mark.first, mark.last) for item in row.items for mark in item.launch_areas
        ],
        "decoys_included": "yes" if row.has_decoys else "unknown",
        "reporting_side": attack.speaker.side if attack.speaker else None,
        "attributed_to": attack.speaker.name if attack.speaker else None,
        "flags": sorted({*row.flags, *flags}),
        **row.values,
    }
    jets = next((item.jet_powered for item in row.items if item.jet_powered is not None), None)
    if jets is not None:
        values["jet_powered"] = jets
    if "launched" in row.values:
        values["launched_qualifier"] = row.qualifiers["launched"]
    for name in ("shot_down_or_suppressed", "shot_down", "suppressed"):
        if name in row.values:
            values["intercepted_qualifier"] = row.qualifiers[name]
            break
    return Claim("strikes", values, tuple(evidence))


def _times(frame: Frame) -> dict[str, object]:
    """Window, night and precision of a frame."""
    when, as_of = frame.when, frame.as_of
    if when is None:
        return {
            "window_start_at": None, "window_end_at": None, "night_of": None,
            "period": "unknown", "time_precision": None,
        }  # fmt: skip
    end_at = when.end_at() if when.kind != "clock" else None
    if when.part == "to_midnight" and end_at is not None:
        end_at += timedelta(days=1)
    if end_at is None and as_of is not None and when.kind in ("night", "date", "window"):
        end_at = replace(as_of, end_on=when.end_on).end_at()
    start_at = when.start_at() if when.kind != "clock" else None
    return {
        "window_start_at": start_at,
        "window_end_at": end_at,
        "night_of": when.end_on,
        "period": _period(when, start_at, end_at),
        "time_precision": when.precision if when.end_on else None,
    }


def _period(when: When, start_at: datetime | None, end_at: datetime | None) -> str:
    """The period a text names, else that of its hours."""
    if when.kind in _NAMED_PERIODS:
        return _NAMED_PERIODS[when.kind]
    if when.kind != "window" or end_at is None:
        return "unknown"
    return period_of(start_at, end_at)


def period_of(start_at: datetime | None, end_at: datetime) -> str:
    """night, day, day24 or unknown: the table of vocabulary/windows.py for one window."""
    end = end_at.astimezone(KYIV)
    if start_at is None:
        return "night" if _hour(end) <= windows.NOON else "unknown"
    start = start_at.astimezone(KYIV)
    hours = (end_at - start_at) / timedelta(hours=1)
    if not 0 <= hours <= windows.DAYS_HOURS:
        return "unknown"
    if hours >= windows.DAY24_HOURS:
        return "day24"
    if start.date() != end.date():
        return "night" if _hour(end) <= windows.LATEST_NIGHT_END else "day24"
    if _hour(start) >= windows.EVENING:
        return "night"
    if _hour(start) < windows.MORNING and _hour(end) <= windows.NOON:
        return "night"
    return "day24" if _hour(start) < windows.DAWN else "day"


def _hour(local: datetime) -> float:
    """Hours since the local midnight, with the minutes as a fraction."""
    return local.hour + local.minute / 60


def _targets(attack: Attack) -> list[Mark]:
    """Places of Ukraine the attack's sentences name, launch areas left out."""
    found: list[Mark] = []
    apart = {place for one, _ in attack.casualties if one.is_apart for place in one.places}
    for sentence in attack.sentences:
        launches = [mark.first for mark in sentence.marks if mark.kind == "launch_cue"]
        found += [
            mark for mark in sentence.marks
            if mark.kind == "place" and mark not in apart
            and not any(first < mark.first for first in launches)
        ]  # fmt: skip
    return found


def _only_region(reading: AnnotatedText) -> list[Mark]:
    """The places of a local post that names no other region than its own."""
    named = [mark for sentence in reading.sentences for mark in sentence.of("place")]
    return named if len(_codes(named)) == 1 else []


def _codes(marks: Iterable[Mark]) -> list[str]:
    """First-level regions of places, P-codes without repetition."""
    known = places()
    codes = [known[mark.value].adm1_pcode for mark in marks]
    return sorted({code for code in codes if code})


def _regions(reading: AnnotatedText, marks: Iterable[Mark]) -> list[str]:
    """The regions of places; the Kyiv of "the Kyiv, Poltava and Sumy regions" is no city."""
    return _codes(
        mark._replace(value=f"{mark.value}-oblast") if _heads_regions(reading, mark) else mark
        for mark in marks
    )


def _heads_regions(reading: AnnotatedText, mark: Mark) -> bool:
    """Whether a city of its own region stands in a list that ends in "regions"."""
    if f"{mark.value}-oblast" not in places() or places()[mark.value].kind != "adm1":
        return False
    for token in reading.tokens[mark.last : mark.last + _LONGEST_LIST]:
        if token.norm in words("region_noun"):
            return True
        if token.norm not in ",&" and token.norm not in words("list_and") and (
            token.kind != WORD or not token.is_capital
        ):  # fmt: skip
            return False
    return False


def _as_written(reading: AnnotatedText, marks: Iterable[Mark]) -> str | None:
    named = [reading.quote(mark.first, mark.last) for mark in marks]
    return "; ".join(dict.fromkeys(named)) or None
