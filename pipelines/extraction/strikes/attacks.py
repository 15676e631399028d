"""Which sentences of a text speak of which attack.

An `Attack` gathers the items, places hit and people hurt that belong to one window and one
attacker; what they add up to is decided in `strike_rows`. Background, plans and cumulative figures
stay out.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipelines.extraction.sentence.attribution import Speaker, speaker
from pipelines.extraction.strikes.counted import (
    INTERCEPTIONS,
    Casualties,
    Counted,
    Item,
    Locations,
)
from pipelines.extraction.strikes.items import Counter
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, places
from pipelines.extraction.text.when import DAY, When

_PRIORITY = ("night", "window", "daypart", "day24", "clock", "date", "range")
_CONTESTED = ("UA01", "UA14", "UA23", "UA44", "UA65", "UA85")
_TOWNS = ("city", "adm1")
_CONTINUING = frozenset(["list_link", "including", "total_word"])
_COUNTED = frozenset(["weapon", "weapon_noun", "outcome"])
_SHORT = 2600
_MOST_ITEMS = 500  # a text that counts more for one night repeats itself
_NEAR = 2


@dataclass(slots=True)
class Frame:
    """The attack a run of sentences speaks of."""

    when: When | None
    as_of: When | None = None
    block: int = 0
    is_heading: bool = False

    def is_unused_block(self, when: When) -> bool:
        """Whether this is a date alone on its line that no count has followed."""
        return self.is_heading and when.end_on != self.night_of

    @property
    def night_of(self) -> date | None:
        return self.when.end_on if self.when is not None else None

    @property
    def is_stated(self) -> bool:
        """Whether the text itself places the attack, and not only its day of publication."""
        return (
            self.when is not None
            and self.when.end_on is not None
            and (self.when.last > self.when.first)
        )

    def key(self) -> tuple[object, ...]:
        if self.when is None:
            return ("undated",)
        when = self.when
        kind = when.kind if when.is_explicit and not when.is_weekday else "near"
        kind = {"night": "near", "window": "window"}.get(kind, kind)
        times = (when.start_time, when.end_time) if kind == "window" else ()
        return (when.end_on, kind, self.block, *times)


@dataclass(slots=True)
class Attack:
    """All that is said of one attack: a frame and an attacker."""

    frame: Frame
    attacker: str
    items: list[Item] = field(default_factory=list)
    headers: list[Item] = field(default_factory=list)
    locations: list[Locations] = field(default_factory=list)
    casualties: list[tuple[Casualties, Sentence]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    speaker: Speaker | None = None
    is_local: bool = False


def attacks(reading: AnnotatedText) -> list[Attack]:
    """Gather items under the attack they speak of, in the order of the text.

    Empty for a digest, whose totals are no events.
    """
    if _is_digest(reading):
        return []
    gathered: dict[tuple[object, ...], Attack] = {}
    frame: Frame | None = None
    frame_at = -_NEAR - 1
    attack: Attack | None = None
    role: str | None = None
    attacker: str | None = None
    waiting: list[Item] = []
    press = is_press(reading)
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
            muted = muted or _sets_another_time(sentence, press)
            continue
        muted = muted and when is None
        if muted:
            continue
        if not _COUNTED.isdisjoint(sentence.by_kind) or sentence.quantities or sentence.has("none"):
            counted = Counter(reading, sentence)
            found, outcomes = counted.read(), counted.outcomes
        else:
            counted, found, outcomes = None, Counted(), []
        if when is not None:
            block = sentence.index if not press and _is_only_date(reading, sentence) else 0
            if block and frame is not None and frame.is_unused_block(when):
                # Two dates above one list: which line belongs to which cannot be told.
                muted = True
                continue
            frame, frame_at = Frame(when, as_of, block), sentence.index
            frame.is_heading = not press and _is_only_date(reading, sentence)
            attack = gathered.get((*frame.key(), attacker, None)) if attacker else None
        elif as_of is not None and frame is not None and frame.as_of is None:
            frame.as_of = as_of
        current = frame
        if press and not short and sentence.index - frame_at > _NEAR:
            current = None
        if _continues(reading, sentence):
            for item in found.items:
                if item.role is None and not item.is_share:
                    item.role = role
        else:
            is_carried = False
            for item in found.items:
                if item.role is None and item.is_regional and (item.is_additional or is_carried):
                    item.role, is_carried = role, True
        if is_official and counted is not None and counted.is_told_by("russia"):
            for item in found.items:
                item.side = item.side or "ukraine"
        role = _carried_role(sentence, found, outcomes, role)
        if current is None and not found.items and not found.casualties:
            continue
        if current is None:
            if press and not short:
                continue
            if frame is None and _is_header(reading, sentence):
                waiting.extend(found.items)
                continue
            current = frame or Frame(_publication(reading), None)
        if counted is not None and press:
            attacker = counted.striker() or attacker
        for item in found.items:
            own = item.side if counted is None or is_official else counted.attacker(item)
            if own is None:
                own = attacker if press and attacker is not None else default
            if own is None:
                continue
            attacker = own
            place = sentence.index if press and _is_local(sentence, found) else None
            if press and item.role in INTERCEPTIONS and _is_told_locally(sentence, item):
                place = sentence.index
            attack = gathered.setdefault(
                (*current.key(), own, place), Attack(current, own, is_local=place is not None)
            )
            current.is_heading = False
            attack.frame = _with_hours(attack.frame, current)
            if len(attack.items) < _MOST_ITEMS:
                attack.items.append(item)
            if not attack.sentences or attack.sentences[-1] is not sentence:
                attack.sentences.append(sentence)
            attack.speaker = attack.speaker or speaker(reading, sentence)
        if attack is None:
            continue
        attack.locations.extend(found.locations)
        near = sentence.index - attack.sentences[-1].index <= _NEAR
        if (near or short) and not _is_of_the_day(sentence, attack.frame):
            attack.casualties.extend((one, sentence) for one in found.casualties)
    _spread_headers(gathered, waiting, reading)
    return _without_undated(list(gathered.values()))


def _with_hours(frame: Frame, other: Frame) -> Frame:
    """The body's "з 18:00" completes a headline that names the same night without hours."""
    when, stated = frame.when, other.when
    if when is not None and not frame.is_stated and frame.night_of == other.night_of:
        # A headline without any date stood on the day of publication.
        return replace(frame, when=stated)
    if when is None or stated is None or when.kind != "night" or stated.kind != "night":
        return frame
    if when.start_time is not None or stated.start_time is None or when.end_on != stated.end_on:
        return frame
    return replace(frame, when=stated)


def _without_undated(attacks: list[Attack]) -> list[Attack]:
    """What has no date of its own, in a text that dates the attack elsewhere, is its headline."""
    dated = [attack for attack in attacks if attack.frame.is_stated]
    kept: list[Attack] = []
    for attack in attacks:
        if any(_is_told_again(attack, one) for one in kept):
            continue
        if attack.frame.is_stated and not any(_is_repeated_in(attack, one) for one in dated):
            kept.append(attack)
            continue
        owner = next((one for one in dated if _is_headline_of(attack, one)), None)
        if owner is not None:
            owner.headers.extend(attack.headers + attack.items)
        elif attack.frame.night_of is not None:
            kept.append(attack)
    return _without_local_shares(kept or attacks)


def _without_local_shares(attacks: list[Attack]) -> list[Attack]:
    """What a governor counts in an article is part of what the country counts, if that is told."""
    national = {
        (attack.frame.night_of, attack.attacker) for attack in attacks
        if not attack.is_local
        and any(item.count is not None and item.role is not None for item in attack.items)
    }  # fmt: skip
    return [
        attack for attack in attacks
        if not attack.is_local
        or (attack.frame.night_of, attack.attacker) not in national
        or not any(sentence.has("local_official") for sentence in attack.sentences)
    ]  # fmt: skip


def _is_headline_of(attack: Attack, other: Attack) -> bool:
    """Whether an attack without a date tells no more than a dated one of the same side."""
    if other is attack or other.attacker != attack.attacker:
        return False
    return attack.frame.night_of is None or (
        bool(_counts(attack)) and _counts(attack) <= _counts(other)
    )


def _is_repeated_in(attack: Attack, other: Attack) -> bool:
    """Whether an account with hours tells all that one of the same night without hours tells."""
    when, window = attack.frame.when, other.frame.when
    return (
        when is not None and window is not None
        and when.kind == "night" and when.start_time is None and window.kind in ("window", "clock")
        and when.end_on == window.end_on and attack.attacker == other.attacker
        and _counts(attack) <= _counts(other)
    )  # fmt: skip


def _is_told_again(attack: Attack, other: Attack) -> bool:
    """Whether "over the past day" repeats, number by number, what "yesterday" told."""
    one, two = attack.frame.when, other.frame.when
    return (
        one is not None and two is not None and one.end_on is not None and two.end_on is not None
        and attack.attacker == other.attacker
        and "day24" in (one.kind, two.kind) and one.kind != two.kind
        and abs(one.end_on - two.end_on) <= timedelta(days=1)
        and len(_figures(attack)) > 1 and _figures(attack) == _figures(other)
    )  # fmt: skip


def _figures(attack: Attack) -> set[tuple[str, int]]:
    return {(item.role, item.count) for item in attack.items if item.role and item.count}


def _counts(attack: Attack) -> set[int]:
    items = attack.headers + attack.items
    return {item.count for item in items if item.count is not None}


def _is_of_the_day(sentence: Sentence, frame: Frame) -> bool:
    """Whether people were hurt "over the past day", which is more than one attack."""
    is_day24 = frame.when is not None and frame.when.kind == "day24"
    return not is_day24 and any(when.kind == "day24" for when in sentence.whens)


def _is_local(sentence: Sentence, found: Counted) -> bool:
    """Munitions that hit a named town are one place's story, not the night's total."""
    if any(item.role not in ("hit", None) for item in found.items) or found.locations:
        return False
    if all(item.is_lone for item in found.items):
        return False
    known = places()
    return any(known[mark.value].kind in _TOWNS for mark in sentence.of("place"))


def _is_told_locally(sentence: Sentence, item: Item) -> bool:
    """Whether a governor counts, and no ministry speaks between: "... , the ministry reported"."""
    if not sentence.has("local_official"):
        return False
    return not any(
        speaker.last <= item.first
        and 0 <= said.first - speaker.last <= 1
        and said.last <= item.first
        for speaker in sentence.of("speaker")
        for said in sentence.of("said")
    )


def _spread_headers(
    attacks: dict[tuple[object, ...], Attack], waiting: list[Item], reading: AnnotatedText
) -> None:
    """A headline above the first date belongs to the first attack below it."""
    if not waiting:
        return
    if attacks:
        next(iter(attacks.values())).headers.extend(waiting)
        return
    side = waiting[0].side or _default_attacker(reading)
    if side is not None:
        frame = Frame(_publication(reading), None)
        attacks[(*frame.key(), side, None)] = Attack(frame, side, items=waiting)


def _carried_role(
    sentence: Sentence, found: Counted, outcomes: list[Mark], role: str | None
) -> str | None:
    """The outcome a heading or an unfinished sentence hands down to the list below it."""
    if sentence.is_bullet:
        return role
    whole = next((item for item in found.items if item.group == "air_target"), None)
    if whole is not None and whole.role in INTERCEPTIONS and whole.count is not None:
        return whole.role
    if outcomes:
        main = [mark for mark in outcomes if mark.value not in ("hit", "debris")]
        return main[-1].value if main else None
    if found.items and any(item.role for item in found.items):
        return role
    return role if not sentence.quantities else None


def _continues(reading: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a verbless sentence goes on from the one before: an item, a line, "А також"."""
    if sentence.is_bullet or sentence.index == 0:
        return True
    at = sentence.index - 1
    while at and _is_only_date(reading, reading.sentences[at]):
        at -= 1
    before = reading.sentences[at]
    if reading.tokens[before.last - 1].norm not in ".!?":
        return True
    heads = {sentence.first, sentence.first + 1}
    return any(mark.first in heads and mark.kind in _CONTINUING for mark in sentence.marks)


def _when(
    reading: AnnotatedText, sentence: Sentence, frame: Frame | None
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


def _under_date(clock: When, frame: Frame) -> tuple[When | None, When | None]:
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
        if _is_long(one) and not _is_placed(sentence, when):
            compared = any(0 <= one.first - mark.last <= 8 for mark in record)
            if one.kind != "since" or not compared:
                return True
    if sentence.has("at_end") or sentence.has("history") or sentence.has("caption"):
        return True
    for mark in sentence.of("stance"):
        if mark.value == "cumulative":
            near = any(0 <= mark.first - one.last <= 8 for one in record)
            if not near and (when is None or when.kind not in ("night", "window")):
                return True
        if mark.value == "commemorative" and (when is None or not _is_placed(sentence, when)):
            return True
        if mark.value in ("hypothetical", "planned", "background") and any(
            0 <= one.first - mark.last <= 5 for one in sentence.of("outcome")
        ):
            return True
    return False


def _is_placed(sentence: Sentence, when: When | None) -> bool:
    """Whether a sentence names the night or the very day of its event."""
    if when is None:
        return False
    if when.kind in ("night", "window"):
        return True
    exact = when.kind == "date" and when.is_explicit and not when.is_weekday
    return exact and not _is_of_the_report(sentence, when)


def _sets_another_time(sentence: Sentence, is_press: bool) -> bool:
    """Whether what follows belongs to another time, too: a heading, background in an article."""
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
    """Drones over a third country or the open sea are no strikes on Ukraine or Russia."""
    if sentence.has("water", "Baltic Sea", "Barents Sea", "North Sea"):
        return True
    if not sentence.has("third_country"):
        return False
    targeted = sentence.has("side", "ukraine") or sentence.has("place")
    return sentence.has("airspace_word") or not targeted


def _is_dateline(reading: AnnotatedText, sentence: Sentence) -> bool:
    """A page's own stamp: nothing but a date on one of the first lines of an article."""
    if not is_press(reading) or sentence.index > 2:
        return False
    return _is_only_date(reading, sentence)


def _is_only_date(reading: AnnotatedText, sentence: Sentence) -> bool:
    if not sentence.whens:
        return False
    covered = {index for when in sentence.whens for index in range(when.first, when.last)}
    words = [
        index for index in range(sentence.first, sentence.last)
        if index not in covered and reading.tokens[index].kind != "mark"
    ]  # fmt: skip
    return len(words) <= 1


def _is_digest(reading: AnnotatedText) -> bool:
    """A digest of a day or a week."""
    return any(sentence.has("digest") for sentence in reading.sentences[:3])


def _is_header(reading: AnnotatedText, sentence: Sentence) -> bool:
    return (
        sentence.index <= 1
        and not sentence.is_bullet
        and (sentence.is_upper or reading.tokens[sentence.last - 1].norm not in ".!?:")
    )


def _publication(reading: AnnotatedText) -> When | None:
    """The day of publication, where nothing else places an event."""
    day = reading.calendar.published_day
    if day is None:
        return None
    return When("date", 0, 0, day, day, DAY, reading.calendar.zone, is_explicit=False)


def _default_attacker(reading: AnnotatedText) -> str | None:
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


def _default_in_russian(reading: AnnotatedText, sides: list[str]) -> str | None:
    """Russian posts count Ukrainian munitions, unless they retell Ukraine's own report."""
    if _cites(reading, "ukraine"):
        return "russia"
    if _cites(reading, "russia"):
        return "ukraine"
    if any(
        sentence.has("not_weapon") or sentence.has("moscow_time") for sentence in reading.sentences
    ):
        return "ukraine"
    known = places()
    named = {
        known[mark.value].iso3 for sentence in reading.sentences for mark in sentence.of("place")
        if known[mark.value].adm1_pcode not in _CONTESTED
        and all(side.first != mark.first for side in sentence.of("side"))
    }  # fmt: skip
    if "UKR" in named:
        return "russia"
    return "ukraine" if "ukraine" in sides or "RUS" in named else None


def _cites(reading: AnnotatedText, side: str) -> bool:
    return any(
        mark.value.startswith(f"{side}:")
        for sentence in reading.sentences for mark in sentence.of("speaker")
    )  # fmt: skip


def is_press(reading: AnnotatedText) -> bool:
    return reading.lang not in ("uk", "ru") or len(reading.text) > 2 * _SHORT
