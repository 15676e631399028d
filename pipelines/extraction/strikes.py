"""Strikes: what was launched, what was shot down, where it hit, in a bulletin or an article.

Items come from `strike_items`; here they are put under the window they belong to, totals are told
from their parts, headers from bodies, and each kind of munition becomes one claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from pipelines.extraction.attribution import Speaker, speaker
from pipelines.extraction.dates import When
from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.lexicon import Mark, places
from pipelines.extraction.reading import Reading, Sentence
from pipelines.extraction.strike_items import (
    GROUPS,
    INTERCEPTIONS,
    Casualties,
    Counted,
    Counter,
    Item,
    Locations,
)

_ISO = {"ukraine": "UKR", "russia": "RUS"}
_OTHER = {"UKR": "RUS", "RUS": "UKR"}
_COLUMN = {
    "launched": "launched",
    "shot_down": "shot_down",
    "suppressed": "suppressed",
    "merged": "shot_down_or_suppressed",
    "neutralised": "shot_down_or_suppressed",
    "lost": "not_reached_target",
    "not_reached": "not_reached_target",
    "hit": "hits",
    "airborne": "still_airborne",
    "left": "left_airspace",
}
_PRIORITY = ("night", "window", "daypart", "day24", "clock", "date", "range")
_CONTESTED = ("UA01", "UA14", "UA23", "UA44", "UA65", "UA85")
_TOWNS = ("city", "adm1")
_CONTINUING = frozenset(["list_link", "additional", "including", "total_word"])
_ARMS = frozenset(["weapon", "weapon_noun", "strike_word"])
_COUNTED = frozenset(["weapon", "weapon_noun", "outcome"])
_SHORT = 2600
_MOST_ITEMS = 500  # a text that counts more for one night repeats itself
_NEAR = 2
_NIGHT_STARTS, _NIGHT_ENDS = time(17), time(10)


@dataclass(slots=True)
class _Frame:
    """The attack a run of sentences speaks of."""

    when: When | None
    as_of: When | None = None
    block: int = 0

    @property
    def night_of(self) -> date | None:
        return self.when.end_on if self.when is not None else None

    def key(self) -> tuple[object, ...]:
        if self.when is None:
            return ("undated",)
        when = self.when
        kind = when.kind if when.is_explicit and not when.is_weekday else "near"
        kind = {"night": "near", "window": "window"}.get(kind, kind)
        times = (when.start_time, when.end_time) if kind == "window" else ()
        return (when.end_on, kind, self.block, *times)


@dataclass(slots=True)
class _Row:
    """One claim in the making."""

    weapon_class: str | None
    weapons: list[str]
    values: dict[str, int] = field(default_factory=dict)
    qualifiers: dict[str, str] = field(default_factory=dict)
    evidence: list[tuple[str, int, int]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    has_decoys: bool = False
    is_total: bool = False
    where: tuple[Mark, ...] = ()
    written: tuple[int, int] | None = None

    @property
    def group(self) -> str | None:
        return GROUPS[self.weapon_class] if self.weapon_class else None

    def set(self, column: str, value: int, qualifier: str, first: int, last: int) -> None:
        self.values[column] = value
        self.qualifiers[column] = qualifier
        self.evidence.append((column, first, last))

    def add(self, column: str, value: int, first: int, last: int) -> None:
        self.values[column] = self.values.get(column, 0) + value
        self.qualifiers.setdefault(column, "exact")
        self.evidence.append((column, first, last))

    @property
    def stopped(self) -> int:
        """Shot down or suppressed, however it was stated; 0 where nothing was."""
        merged = self.values.get("shot_down_or_suppressed", 0)
        return merged or self.values.get("shot_down", 0) + self.values.get("suppressed", 0)

    @property
    def is_intercepted(self) -> bool:
        return any(
            name in self.values for name in ("shot_down", "suppressed", "shot_down_or_suppressed")
        )


@dataclass(slots=True)
class _Attack:
    """All that is said of one attack: a frame and an attacker."""

    frame: _Frame
    attacker: str
    items: list[Item] = field(default_factory=list)
    headers: list[Item] = field(default_factory=list)
    locations: list[Locations] = field(default_factory=list)
    casualties: list[tuple[Casualties, Sentence]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    speaker: Speaker | None = None
    is_local: bool = False


def claims(reading: Reading) -> list[Claim]:
    """The strikes one document reports; empty when it speaks of none."""
    if all(_ARMS.isdisjoint(sentence.by_kind) for sentence in reading.sentences):
        return []
    if _is_digest(reading):
        return []
    return [claim for attack in _attacks(reading) for claim in _claims(reading, attack)]


# -- which sentences speak of which attack ---------------------------------------------------------


def _attacks(reading: Reading) -> list[_Attack]:
    """Gather items under the attack they speak of, in the order of the text."""
    attacks: dict[tuple[object, ...], _Attack] = {}
    frame: _Frame | None = None
    frame_at = -_NEAR - 1
    attack: _Attack | None = None
    role: str | None = None
    attacker: str | None = None
    waiting: list[Item] = []
    is_press = _is_press(reading)
    muted = False
    is_official = reading.lang in ("uk", "ru")
    default = _default_attacker(reading)
    short = len(reading.text) <= _SHORT
    for sentence in reading.sentences:
        if _is_dateline(reading, sentence):
            continue
        when, as_of = _when(reading, sentence, frame)
        if _is_elsewhere(sentence):
            role = None
            continue
        if _tells_no_event(sentence, when):
            role = None
            muted = muted or _sets_another_time(sentence, is_press)
            continue
        muted = muted and when is None
        if muted:
            continue
        if not _COUNTED.isdisjoint(sentence.by_kind) or sentence.quantities:
            counted = Counter(reading, sentence)
            found, outcomes = counted.read(), counted.outcomes
        else:
            counted, found, outcomes = None, Counted(), []
        if when is not None:
            block = sentence.index if not is_press and _is_only_date(reading, sentence) else 0
            frame, frame_at = _Frame(when, as_of, block), sentence.index
            attack = attacks.get((*frame.key(), attacker, None)) if attacker else None
        elif as_of is not None and frame is not None and frame.as_of is None:
            frame.as_of = as_of
        current = frame
        if is_press and not short and sentence.index - frame_at > _NEAR:
            current = None
        if _continues(reading, sentence):
            for item in found.items:
                if item.role is None and not item.is_share:
                    item.role = role
        if is_official and counted is not None and counted.is_told_by("russia"):
            for item in found.items:
                item.side = item.side or "ukraine"
        role = _carried_role(sentence, found, outcomes, role)
        if current is None and not found.items and not found.casualties:
            continue
        if current is None:
            if is_press and not short:
                continue
            if frame is None and _is_header(reading, sentence):
                waiting.extend(found.items)
                continue
            current = frame or _Frame(_publication(reading), None)
        if counted is not None and is_press:
            attacker = counted.striker() or attacker
        for item in found.items:
            own = item.side if counted is None or is_official else counted.attacker(item)
            if own is None:
                own = attacker if is_press and attacker is not None else default
            if own is None:
                continue
            attacker = own
            place = sentence.index if is_press and _is_local(sentence, found) else None
            attack = attacks.setdefault(
                (*current.key(), own, place), _Attack(current, own, is_local=place is not None)
            )
            if len(attack.items) < _MOST_ITEMS:
                attack.items.append(item)
            if not attack.sentences or attack.sentences[-1] is not sentence:
                attack.sentences.append(sentence)
            attack.speaker = attack.speaker or speaker(reading, sentence)
        if attack is None:
            continue
        attack.locations.extend(found.locations)
        near = sentence.index - attack.sentences[-1].index <= _NEAR
        if near or short:
            attack.casualties.extend((one, sentence) for one in found.casualties)
    _spread_headers(attacks, waiting, reading)
    return _without_undated(list(attacks.values()))


def _without_undated(attacks: list[_Attack]) -> list[_Attack]:
    """What has no date of its own, in a text that dates the attack elsewhere, is its headline."""
    dated = [attack for attack in attacks if attack.frame.night_of is not None]
    for attack in attacks:
        if attack.frame.night_of is None:
            for other in dated:
                if other.attacker == attack.attacker:
                    other.headers.extend(attack.items)
                    break
    return dated or attacks


def _is_local(sentence: Sentence, found: Counted) -> bool:
    """Munitions that hit a named town are one place's story, not the night's total."""
    if any(item.role not in ("hit", None) for item in found.items) or found.locations:
        return False
    known = places()
    return any(known[mark.value].kind in _TOWNS for mark in sentence.of("place"))


def _spread_headers(
    attacks: dict[tuple[object, ...], _Attack], waiting: list[Item], reading: Reading
) -> None:
    """A headline above the first date belongs to the first attack below it."""
    if not waiting:
        return
    if attacks:
        next(iter(attacks.values())).headers.extend(waiting)
        return
    side = waiting[0].side or _default_attacker(reading)
    if side is not None:
        frame = _Frame(_publication(reading), None)
        attacks[(*frame.key(), side, None)] = _Attack(frame, side, items=waiting)


def _carried_role(
    sentence: Sentence, found: Counted, outcomes: list[Mark], role: str | None
) -> str | None:
    """The outcome a heading or an unfinished sentence hands down to the list below it."""
    if sentence.is_bullet:
        return role
    if outcomes:
        main = [mark for mark in outcomes if mark.value not in ("hit", "debris")]
        return main[-1].value if main else None
    if found.items and any(item.role for item in found.items):
        return role
    return role if not sentence.quantities else None


def _continues(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence without a verb goes on from the one before: a list item, a line, "А також"."""
    if sentence.is_bullet or sentence.index == 0:
        return True
    at = sentence.index - 1
    while at and _is_only_date(reading, reading.sentences[at]):
        at -= 1
    before = reading.sentences[at]
    if reading.tokens[before.last - 1].norm not in ".!?;":
        return True
    heads = {sentence.first, sentence.first + 1}
    return any(mark.first in heads and mark.kind in _CONTINUING for mark in sentence.marks)


def _when(
    reading: Reading, sentence: Sentence, frame: _Frame | None
) -> tuple[When | None, When | None]:
    """The time of the event a sentence speaks of, and its "as of"."""
    as_of = next((when for when in sentence.whens if when.kind == "as_of"), None)
    candidates = [when for when in sentence.whens if when.kind in _PRIORITY]
    if sentence.has("figure_end"):
        return None, None
    if frame is not None and frame.when is not None:
        candidates = [
            when for when in candidates
            if when.end_on != frame.night_of or not _is_of_the_report(sentence, when)
        ]  # fmt: skip
    if not candidates:
        return None, as_of
    best = min(candidates, key=lambda when: _PRIORITY.index(when.kind))
    dated = [
        when for when in candidates
        if when.kind in ("date", "range", "daypart") and when.is_explicit and when.end_on
    ]  # fmt: skip
    if not best.is_explicit and dated:
        # "overnight ..., the air force said on Friday": the day of the word is the night's.
        day = dated[-1].end_on
        best = replace(
            best, end_on=day, is_explicit=True, is_weekday=dated[-1].is_weekday,
            start_on=day - timedelta(days=1) if best.kind == "night" and day else day,
        )  # fmt: skip
    if not best.is_explicit and best.kind in ("clock", "window") and frame is not None:
        return _under_date(best, frame)
    if best.end_on is None and frame is not None and frame.night_of is not None:
        return None, as_of
    return best, as_of


def _is_of_the_report(sentence: Sentence, when: When) -> bool:
    """Whether a date tells when something was said: "the air force wrote on Jan. 15"."""
    return when.kind == "date" and any(
        0 <= when.first - mark.last <= 1 for mark in sentence.of("said")
    )


def _under_date(clock: When, frame: _Frame) -> tuple[When | None, When | None]:
    """A time alone on its line takes the date above it: a window, or the hour it was written."""
    when = frame.when
    if when is None or when.end_on is None:
        return clock, None
    if clock.kind == "clock":
        return None, replace(clock, kind="as_of", start_on=when.end_on, end_on=when.end_on)
    if when.start_time is not None:
        return None, None
    start = when.end_on
    if clock.start_time and clock.end_time and clock.end_time < clock.start_time:
        start = when.end_on - timedelta(days=1)
    return replace(clock, start_on=start, end_on=when.end_on, is_explicit=True), None


def _tells_no_event(sentence: Sentence, when: When | None) -> bool:
    """Cumulative, planned, hypothetical and remembered statements report no attack."""
    record = sentence.of("record_word")
    for one in sentence.whens:
        if _is_long(one) and (when is None or when.kind not in ("night", "window")):
            compared = any(0 <= one.first - mark.last <= 8 for mark in record)
            if one.kind != "since" or not compared:
                return True
    if sentence.has("at_end") or sentence.has("history"):
        return True
    for mark in sentence.of("stance"):
        if mark.value == "cumulative":
            near = any(0 <= mark.first - one.last <= 8 for one in record)
            if not near and (when is None or when.kind not in ("night", "window")):
                return True
        if mark.value == "commemorative":
            return True
        if mark.value in ("hypothetical", "planned", "background") and any(
            0 <= one.first - mark.last <= 5 for one in sentence.of("outcome")
        ):
            return True
    return False


def _sets_another_time(sentence: Sentence, is_press: bool) -> bool:
    """Whether what follows, too, belongs to another time: a heading, or background in an article."""
    if any(_is_long(one) and one.kind != "since" for one in sentence.whens):
        return is_press or not sentence.quantities
    return is_press and not _COUNTED.isdisjoint(sentence.by_kind) and bool(sentence.quantities)


def _is_long(when: When) -> bool:
    """A month, a year, "since", or more than three days."""
    if when.kind in ("month", "year", "since"):
        return True
    if when.start_on is None or when.end_on is None:
        return False
    return when.end_on - when.start_on > timedelta(days=3)


def _is_elsewhere(sentence: Sentence) -> bool:
    """Drones in a third country's sky are not strikes on Ukraine or Russia."""
    if not sentence.has("third_country"):
        return False
    targeted = sentence.has("side", "ukraine") or sentence.has("place")
    return sentence.has("airspace_word") or not targeted


def _is_dateline(reading: Reading, sentence: Sentence) -> bool:
    """A page's own stamp: nothing but a date on one of the first lines of an article."""
    if not _is_press(reading) or sentence.index > 2:
        return False
    return _is_only_date(reading, sentence)


def _is_only_date(reading: Reading, sentence: Sentence) -> bool:
    if not sentence.whens:
        return False
    covered = {index for when in sentence.whens for index in range(when.first, when.last)}
    words = [
        index for index in range(sentence.first, sentence.last)
        if index not in covered and reading.tokens[index].kind != "mark"
    ]  # fmt: skip
    return len(words) <= 1


def _is_digest(reading: Reading) -> bool:
    """A digest of a day or a week: its totals are no events."""
    return any(sentence.has("digest") for sentence in reading.sentences[:3])


def _is_press(reading: Reading) -> bool:
    return reading.lang not in ("uk", "ru") or len(reading.text) > 2 * _SHORT


def _is_header(reading: Reading, sentence: Sentence) -> bool:
    return (
        sentence.index <= 1
        and not sentence.is_bullet
        and (sentence.is_upper or reading.tokens[sentence.last - 1].norm not in ".!?:")
    )


def _publication(reading: Reading) -> When | None:
    """The day of publication, where nothing else places an event."""
    day = reading.calendar.published_day
    if day is None:
        return None
    return When("date", 0, 0, day, day, 3, reading.calendar.zone, is_explicit=False)


def _default_attacker(reading: Reading) -> str | None:
    """Whose munitions an official text counts when it does not say."""
    if reading.lang == "uk":
        return "russia"
    sides = [mark.value for sentence in reading.sentences for mark in sentence.of("side")]
    if reading.lang == "ru":
        return _default_in_russian(reading, sides)
    cited = {
        mark.value.partition(":")[0] for sentence in reading.sentences
        for mark in sentence.of("speaker")
    } & {"ukraine", "russia"}  # fmt: skip
    if len(cited) == 1:
        return "russia" if cited == {"ukraine"} else "ukraine"
    named = any(sentence.has("weapon") for sentence in reading.sentences)
    return "russia" if named and "russia" in sides else None


def _default_in_russian(reading: Reading, sides: list[str]) -> str | None:
    """Russian posts count Ukrainian munitions, unless they retell Ukraine's own report."""
    if _cites_ukraine(reading):
        return "russia"
    if any(
        sentence.has("not_weapon") or sentence.has("moscow_time") for sentence in reading.sentences
    ):
        return "ukraine"
    known = places()
    named = {
        known[mark.value].iso3 for sentence in reading.sentences for mark in sentence.of("place")
        if known[mark.value].adm1_pcode not in _CONTESTED
    }  # fmt: skip
    if "UKR" in named:
        return "russia"
    return "ukraine" if "ukraine" in sides or "RUS" in named else None


def _cites_ukraine(reading: Reading) -> bool:
    return any(
        mark.value.startswith("ukraine:")
        for sentence in reading.sentences for mark in sentence.of("speaker")
    )  # fmt: skip


# -- from items to claims --------------------------------------------------------------------------


def _claims(reading: Reading, attack: _Attack) -> list[Claim]:
    rows = _rows(reading, attack)
    scope, flags = _scope(reading, attack)
    _place_locations(rows, attack)
    _place_casualties(rows, attack, reading)
    built = []
    for row in rows:
        if row.weapon_class == "air_target" and any(one.group != "air_target" for one in rows):
            continue
        if not row.values and (_is_press(reading) or not any(one.values for one in rows)):
            continue
        built.append(_claim(reading, attack, row, scope, flags))
    return built


def _rows(reading: Reading, attack: _Attack) -> list[_Row]:
    """Munitions by kind: launches first, then what became of them."""
    rows: list[_Row] = []
    items = _named(attack.items)
    headers = _named(attack.headers)
    launches = [item for item in items if item.role == "launched" and not item.is_share]
    for item in launches:
        _add_launch(rows, item)
    for item in items:
        if item.of_total is not None and item.role in INTERCEPTIONS and not item.is_share:
            _add_whole(rows, item)
    for item in headers:
        if item.role == "launched" and not _of_group(rows, item.group):
            _add_launch(rows, item)
    _drop_totals(rows)
    parts: list[Item] = []
    for item in items:
        if item.is_share or item.role not in _COLUMN or item.role == "launched":
            continue
        if item.places and not item.is_bare and _has_total(items, item):
            continue
        if item.places and _has_total(items, item):
            continue
        if item.places and len([one for one in items if _same_kind(one, item)]) > 1:
            parts.append(item)
            continue
        _add_outcome(rows, item, reading)
    _add_parts(rows, parts, reading)
    for item in items:
        if item.is_all and item.is_uncounted and item.role in INTERCEPTIONS:
            _add_all(rows, item, headers)
    for item in headers:
        if item.role in _COLUMN and item.role != "launched" and not item.is_share:
            _add_header(rows, item, reading)
    _lost_drones(rows)
    _share_out(rows)
    _drop_outcome_totals(rows)
    return [row for row in rows if not row.is_total]


def _named(items: list[Item]) -> list[Item]:
    """A bare count takes the munition named before it."""
    last: Item | None = None
    named: list[Item] = []
    for place, item in enumerate(items):
        if item.is_bare and item.weapon_class is None:
            ahead = next((one for one in items[place + 1 :] if not one.is_bare), None)
            if ahead is not None and ahead.places and ahead.sentence is item.sentence:
                named.append(replace(item, weapon_class=ahead.weapon_class))
                continue
            if last is None:
                continue
            if _is_mixed(named, last, item) or _goes_on_mixed(named, item):
                item = replace(item, weapon_class="air_target")
            else:
                item = replace(item, weapon_class=last.weapon_class, weapons=last.weapons)
        elif item.role not in ("hit", "debris"):
            last = item
        named.append(item)
    return named


def _goes_on_mixed(named: list[Item], item: Item) -> bool:
    before = named[-1]
    return before.is_bare and before.group == "air_target" and before.sentence is item.sentence


def _is_mixed(named: list[Item], last: Item, item: Item) -> bool:
    """A bare count that opens a sentence after several kinds speaks of all of them."""
    if item.places:
        return False
    launched = {
        one.group for one in named
        if one.sentence is last.sentence and one.role == "launched" and one.count is not None
    } - {"air_target"}  # fmt: skip
    if item.sentence is not last.sentence and item.is_referring and len(launched) > 1:
        return True
    if item.sentence is last.sentence:
        too_many = item.count is not None and last.count is not None and item.count > last.count
        return item.is_referring and len(launched) > 1 and too_many
    kinds = {
        one.group for one in named
        if one.sentence is last.sentence and one.count is not None and one.role in INTERCEPTIONS
    }  # fmt: skip
    return len(kinds - {"air_target"}) > 1


def _add_launch(rows: list[_Row], item: Item) -> None:
    """Put a launched munition into its row, or recognise it as a total or a repetition."""
    for row in _of_group(rows, item.group):
        launched = row.values.get("launched")
        if launched is not None and launched == item.count and _compatible(row, item):
            _refine(row, item)
            return
        if item.count is None and _compatible(row, item):
            _refine(row, item)
            return
        if launched is None and _compatible(row, item) and not row.is_intercepted:
            _refine(row, item)
            if item.count is not None:
                row.set("launched", item.count, item.qualifier, item.first, item.last)
            return
    elsewhere = [
        row for row in _of_group(rows, item.group)
        if all(one.sentence is not item.sentence for one in row.items)
        and row.values.get("launched") is not None
    ]  # fmt: skip
    if item.count is not None and len(elsewhere) == 1 and not item.is_additional:
        row = elsewhere[0]
        if _is_generic(item) and _is_generic_row(row) or set(row.weapons) == set(item.weapons):
            if item.qualifier == "exact" and row.qualifiers["launched"] != "exact":
                row.set("launched", item.count, "exact", item.first, item.last)
            elif item.qualifier == row.qualifiers["launched"] == "exact":
                row.flags.append("restated_differently")
            _refine(row, item)
            return
    if item.count is not None and elsewhere and not item.is_additional:
        if _is_generic(item) and sum(row.values["launched"] for row in elsewhere) <= item.count:
            for row in elsewhere:
                row.flags.append("total_of_parts")
            return
        if _is_generic(item):
            return
        for row in elsewhere:
            if _is_generic_row(row) and row.values["launched"] >= item.count:
                row.is_total = True
            elif _compatible(row, item):
                return
    row = _Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
    row.items.append(item)
    row.written = (item.first, item.last)
    if item.count is not None:
        row.set("launched", item.count, item.qualifier, item.first, item.last)
    else:
        row.evidence.append(("weapon_as_written", item.first, item.last))
    rows.append(row)


def _add_whole(rows: list[_Row], item: Item) -> None:
    """The 16 of "14 out of 16 drones" was launched."""
    whole = item.of_total
    if whole is None or whole.value is None:
        return
    for row in _of_group(rows, item.group):
        if "launched" in row.values:
            return
    row = next(iter(_of_group(rows, item.group)), None)
    if row is None:
        row = _Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
        row.items.append(item)
        row.written = (item.first, item.last)
        rows.append(row)
    row.set("launched", whole.value, whole.qualifier, whole.first, whole.last)


def _drop_totals(rows: list[_Row]) -> None:
    """Within one group, a row that is the sum of the others is their total."""
    for group in {row.group for row in rows}:
        counted = [row for row in _of_group(rows, group) if "launched" in row.values]
        if len(counted) < 3:
            continue
        for row in counted:
            rest = sum(other.values["launched"] for other in counted if other is not row)
            if _is_generic_row(row) and rest == row.values["launched"]:
                row.is_total = True
                break


def _add_outcome(rows: list[_Row], item: Item, reading: Reading) -> None:
    """Put what became of a munition into the row it speaks of."""
    column = _COLUMN[item.role or ""]
    if item.is_all and item.is_uncounted:
        return
    count = item.count
    row = _row_for(rows, item)
    if count is None:
        launched = row.values.get("launched") if row is not None else None
        plural = reading.lang == "ru" and not item.is_singular
        if launched is not None and (plural or item.is_definite and launched == 1):
            count = launched
        if count is None:
            return
    counted = [one for one in _of_group(rows, item.group) if "launched" in one.values]
    if row is not None and len(counted) > 1 and _is_generic(item) and count > max(
        one.values["launched"] for one in counted
    ):  # fmt: skip
        row = None
    if row is None:
        row = _Row(item.weapon_class, list(item.weapons), has_decoys=item.has_decoys)
        row.written = (item.first, item.last)
        rows.append(row)
    if item.of_total is not None and item.of_total.value in (
        row.values.get("shot_down"), row.values.get("shot_down_or_suppressed"),
    ):  # fmt: skip
        return
    row.items.append(item)
    if column in row.values:
        if _adds_up(row, item, column, count):
            row.add(column, count, item.first, item.last)
        elif row.values[column] != count:
            row.flags.append("restated_differently")
        return
    row.set(column, count, item.qualifier, item.first, item.last)
    if (
        item.is_all and "launched" not in row.values and item.role in INTERCEPTIONS
        and len(counted) < 2
    ):  # fmt: skip
        row.set("launched", count, item.qualifier, item.first, item.last)


def _adds_up(row: _Row, item: Item, column: str, count: int) -> bool:
    """Whether a second figure adds to the first: "ще 3", "22 уничтожены и 13 перехвачены"."""
    if row.values[column] == count and not item.is_additional:
        return False
    if item.is_additional:
        return True
    launched = row.values.get("launched")
    together = item.is_bare and any(
        one.sentence is item.sentence and one is not item for one in row.items
    )
    return together and launched is not None and row.values[column] + count <= launched


def _row_for(rows: list[_Row], item: Item, in_list: bool = True) -> _Row | None:
    """The row an outcome belongs to: by model, then class, then the only one of its group."""
    group = [row for row in _of_group(rows, item.group) if not row.is_total]
    if not group:
        return None
    column = _COLUMN[item.role or ""]
    group = [row for row in group if not (in_list and _is_neighbour(row, item, column))]
    if item.weapons:
        shared = [row for row in group if set(row.weapons) & set(item.weapons)]
        if shared:
            return max(shared, key=lambda row: len(set(row.weapons) & set(item.weapons)))
        same = [
            row for row in group
            if row.weapon_class == item.weapon_class and (not row.weapons or item.group == "drone")
            and "launched" in row.values and (item.group == "drone" or column not in row.values)
        ]  # fmt: skip
        return same[0] if len(same) == 1 else None
    if item.weapon_class == "recon_drone":
        return next((row for row in group if row.weapon_class == "recon_drone"), None)
    group = [row for row in group if row.weapon_class != "recon_drone"]
    if item.group == "drone":
        return _largest(group, column) if group else None
    same = [row for row in group if row.weapon_class == item.weapon_class]
    if item.weapon_class != "missile":
        return same[0] if len(same) == 1 else None
    if len(group) == 1:
        return group[0]
    return same[0] if len(same) == 1 else None


def _is_neighbour(row: _Row, item: Item, column: str) -> bool:
    """Another line of the same list: each line counts its own munitions."""
    return column in row.values and any(
        one.sentence is not item.sentence and one.sentence.is_bullet and item.sentence.is_bullet
        and one.role == item.role
        for one in row.items
    )  # fmt: skip


def _largest(group: list[_Row], column: str) -> _Row:
    free = [row for row in group if column not in row.values] or group
    return max(free, key=lambda row: row.values.get("launched", 0))


def _add_parts(rows: list[_Row], parts: list[Item], reading: Reading) -> None:
    """Regional shares without a total are added up, unless the text breaks off among them."""
    if not parts:
        return
    last = reading.sentences[-1]
    whole = parts[-1].sentence is not last or reading.tokens[last.last - 1].norm in ".!)]"
    if not whole:
        return
    for item in parts:
        if item.count is None:
            continue
        row = _row_for(rows, item, in_list=False)
        if row is None:
            row = _Row(item.weapon_class, list(item.weapons))
            row.written = (item.first, item.last)
            rows.append(row)
        row.items.append(item)
        row.add(_COLUMN[item.role or ""], item.count, item.first, item.last)
        if "derived" not in row.flags:
            row.flags.append("derived")


def _add_all(rows: list[_Row], item: Item, headers: list[Item]) -> None:
    """ "All of them": as many as were launched, where that is known exactly."""
    column = _COLUMN[item.role or ""]
    for row in rows:
        if row.is_total or row.is_intercepted:
            continue
        if item.group not in (None, "air_target", row.group):
            continue
        launched = row.values.get("launched")
        if launched is not None and row.qualifiers["launched"] == "exact":
            row.set(column, launched, "exact", item.first, item.last)


def _add_header(rows: list[_Row], item: Item, reading: Reading) -> None:
    """A headline fills what the body leaves open; where they differ the body stands."""
    if item.count is None:
        return
    column = _COLUMN[item.role or ""]
    if item.group == "air_target":
        total = sum(
            row.values.get(name, 0) for row in rows for name in ("shot_down", "shot_down_or_suppressed")
        )  # fmt: skip
        if total and total != item.count:
            for row in rows:
                row.flags.append("header_contradicts_body")
        elif not total and not rows:
            _add_outcome(rows, item, reading)
        return
    row = _row_for(rows, item)
    if row is None:
        if not any(one.is_intercepted for one in rows):
            _add_outcome(rows, item, reading)
        return
    stated = [
        row.values[name]
        for name in ("shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target")
        if name in row.values
    ]
    if item.role in ("lost", "not_reached"):
        stated = [row.values["not_reached_target"]] if "not_reached_target" in row.values else []
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
    if not stated:
        _add_outcome(rows, item, reading)
    elif item.count not in stated and item.count != sum(stated):
        row.flags.append("header_contradicts_body")


def _share_out(rows: list[_Row]) -> None:
    """Where as many of a class were stopped as were launched in its parts, each part was stopped."""
    for row in rows:
        if row.is_total or "launched" in row.values or not row.is_intercepted:
            continue
        if not _is_generic_row(row):
            continue
        parts = [
            one for one in rows
            if one is not row and one.group == row.group and "launched" in one.values
            and not one.is_intercepted and not one.is_total
        ]  # fmt: skip
        for column in ("shot_down", "shot_down_or_suppressed", "suppressed"):
            count = row.values.get(column)
            if count and parts and sum(one.values["launched"] for one in parts) == count:
                where = next(place for place in row.evidence if place[0] == column)
                for one in parts:
                    one.set(column, one.values["launched"], "exact", where[1], where[2])
                    one.flags.append("derived")
                row.is_total = True
    for total in [row for row in rows if row.is_total and row.is_intercepted]:
        parts = [
            one for one in rows
            if not one.is_total and one.group == total.group and "launched" in one.values
        ]  # fmt: skip
        launched = total.values.get("launched")
        for column in ("shot_down", "shot_down_or_suppressed"):
            if launched is not None and total.values.get(column) == launched:
                where = next(place for place in total.evidence if place[0] == column)
                for one in parts:
                    if not one.is_intercepted:
                        one.set(column, one.values["launched"], "exact", where[1], where[2])


def _drop_outcome_totals(rows: list[_Row]) -> None:
    """A count for a whole class beside counts for its models is their total, or tells no more."""
    for row in rows:
        if not _is_generic_row(row):
            continue
        others = [
            one for one in _of_group(rows, row.group)
            if one is not row and one.weapon_class != "recon_drone" and not _listed(one, row)
        ]  # fmt: skip
        parts = [one for one in others if one.stopped]
        stopped = sum(one.stopped for one in parts)
        if "launched" not in row.values:
            row.is_total = bool(others and set(row.values) == {"hits"}) or (
                0 < stopped <= row.stopped
            )
        elif row.group == "missile" and stopped and stopped == row.stopped:
            _divide(row, parts)


def _divide(total: _Row, parts: list[_Row]) -> None:
    """What was stopped is told by the parts; so is what was launched, where all was stopped."""
    if total.values["launched"] != total.stopped or any("launched" in one.values for one in parts):
        for column in ("shot_down", "shot_down_or_suppressed", "suppressed"):
            total.values.pop(column, None)
        return
    where = next(place for place in total.evidence if place[0] == "launched")
    for one in parts:
        one.set("launched", one.stopped, "exact", where[1], where[2])
        one.flags.append("derived")
    total.is_total = True


def _listed(one: _Row, other: _Row) -> bool:
    """Whether both rows come from lines of a list: then neither is the other's total."""
    return all(any(item.sentence.is_bullet for item in row.items) for row in (one, other))


def _lost_drones(rows: list[_Row]) -> None:
    """What all kinds together lost to electronic warfare was drones, where one row has them."""
    column = "not_reached_target"
    totals = [row for row in rows if row.group == "air_target" and column in row.values]
    drones = [row for row in rows if row.group == "drone" and row.weapon_class != "recon_drone"]
    if len(totals) != 1 or len(drones) != 1 or any(
        column in row.values for row in rows if row is not totals[0]
    ):  # fmt: skip
        return
    _, first, last = next(place for place in totals[0].evidence if place[0] == column)
    drones[0].set(column, totals[0].values[column], totals[0].qualifiers[column], first, last)
    drones[0].flags.append("derived")


def _has_total(items: list[Item], part: Item) -> bool:
    """Whether a count for the whole country stands beside this regional share."""
    apart = part.is_bare and part.has_verb_behind
    return any(
        not one.places and one.count is not None and _same_kind(one, part) and one is not part
        and not (apart and one.sentence is part.sentence)
        for one in items
    )  # fmt: skip


def _same_kind(one: Item, other: Item) -> bool:
    intercepted = one.role in INTERCEPTIONS and other.role in INTERCEPTIONS
    return one.group == other.group and (one.role == other.role or intercepted) and not one.is_share


def _of_group(rows: list[_Row], group: str | None) -> list[_Row]:
    return [row for row in rows if row.group == group and not row.is_total]


def _compatible(row: _Row, item: Item) -> bool:
    """Whether a row and an item may speak of the same munition."""
    if row.weapons and item.weapons:
        return bool(set(row.weapons) & set(item.weapons))
    if row.weapon_class == item.weapon_class:
        return True
    return _is_generic(item) or _is_generic_row(row)


def _is_generic(item: Item) -> bool:
    return not item.weapons and item.weapon_class in (
        "drone",
        "missile",
        "air_target",
        "glide_bomb",
    )


def _is_generic_row(row: _Row) -> bool:
    return not row.weapons and row.weapon_class in ("drone", "missile", "air_target", "glide_bomb")


def _refine(row: _Row, item: Item) -> None:
    """A repetition may name the models or the class more exactly."""
    row.items.append(item)
    if item.count is None and row.values and row.group == "missile":
        return
    row.has_decoys = row.has_decoys or item.has_decoys
    if not row.weapons and item.weapons:
        row.weapons = list(item.weapons)
        row.weapon_class = item.weapon_class
        row.written = (item.first, item.last)
    elif row.weapon_class in ("missile", "drone") and _is_generic_row(row):
        row.weapon_class = item.weapon_class


def _place_locations(rows: list[_Row], attack: _Attack) -> None:
    """Places hit belong to the whole attack; the drones' row carries them, else the first."""
    if not rows:
        return
    row = next((one for one in rows if one.group == "drone"), rows[0])
    for one in attack.locations:
        column = "hit_locations" if one.kind == "hit" else "debris_locations"
        if column not in row.values:
            row.set(column, one.count, "exact", one.first, one.last)


def _place_casualties(rows: list[_Row], attack: _Attack, reading: Reading) -> None:
    """People killed and injured: the row of the same sentence, else the drones' row."""
    for one, sentence in attack.casualties:
        if one.is_apart and _codes(one.places):
            row = _Row(None, [])
            row.set(one.kind, one.count, one.qualifier, one.first, one.last)
            row.where = one.places
            rows.append(row)
            continue
        armed = [row for row in rows if row.group != "air_target"] or rows
        row = next(
            (row for row in armed if any(item.sentence is sentence for item in row.items)), None
        ) or next((row for row in rows if row.group == "drone"), rows[0] if rows else None)  # fmt: skip
        if row is not None and one.kind not in row.values:
            row.set(one.kind, one.count, one.qualifier, one.first, one.last)


def _scope(reading: Reading, attack: _Attack) -> tuple[str, list[str]]:
    if attack.is_local:
        return "local", []
    if any(sentence.has("regional") for sentence in reading.sentences):
        return "regional", ["regional_tally"]
    return "national", []


def _claim(reading: Reading, attack: _Attack, row: _Row, scope: str, flags: list[str]) -> Claim:
    when, frame = attack.frame.when, attack.frame
    attacker = _ISO[attack.attacker]
    targets = list(row.where) or _targets(attack)
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
        "target_regions": _codes(targets),
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


def _times(frame: _Frame) -> dict[str, object]:
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
        "period": _period(when),
        "time_precision": when.precision if when.end_on else None,
    }


def _period(when: When) -> str:
    if when.kind == "night":
        return "night"
    if when.kind == "day24":
        return "day24"
    if when.kind == "daypart":
        return "day"
    if when.start_time is None or when.end_time is None:
        return "unknown"
    crosses = when.start_on != when.end_on or when.part == "to_midnight"
    if crosses or when.start_time >= _NIGHT_STARTS or when.end_time <= _NIGHT_ENDS:
        return "night"
    return "day"


def _targets(attack: _Attack) -> list[Mark]:
    """Places of Ukraine the attack's sentences name, launch areas left out."""
    found: list[Mark] = []
    for sentence in attack.sentences:
        launches = [mark.first for mark in sentence.marks if mark.kind == "launch_cue"]
        found += [
            mark for mark in sentence.marks
            if mark.kind == "place" and not any(first < mark.first for first in launches)
        ]  # fmt: skip
    return found


def _codes(marks: Iterable[Mark]) -> list[str]:
    """First-level regions of places, P-codes without repetition."""
    known = places()
    codes = [known[mark.value].adm1_pcode for mark in marks]
    return sorted({code for code in codes if code})


def _as_written(reading: Reading, marks: Iterable[Mark]) -> str | None:
    named = [reading.quote(mark.first, mark.last) for mark in marks]
    return "; ".join(dict.fromkeys(named)) or None
