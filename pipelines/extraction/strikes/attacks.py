"""Assigns the sentences of a text to attacks.

Items, places hit and casualties are grouped by time and attacker. `rows` adds them up.
"""

from collections import deque

from pipelines.extraction.sentence.attribution import cited_claimant
from pipelines.extraction.sentence.distance import follows
from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.attack import Attack, AttackKey
from pipelines.extraction.strikes.attackers import (
    attacker_of_places,
    default_attacker,
    is_of_another_war,
)
from pipelines.extraction.strikes.background import (
    COUNTED_KINDS,
    is_elsewhere,
    reports_no_event,
    returns_to_war,
    sets_another_time,
    summed,
)
from pipelines.extraction.strikes.carried import carried_role, take_role
from pipelines.extraction.strikes.counted import INTERCEPTIONS, Counted, Item
from pipelines.extraction.strikes.frames import (
    Frame,
    StatedTime,
    publication_frame,
    stated_time,
    with_hours,
)
from pipelines.extraction.strikes.genre import (
    is_dateline,
    is_digest,
    is_header,
    is_in_official_language,
    is_only_date,
    is_press,
    is_short,
)
from pipelines.extraction.strikes.items import count
from pipelines.extraction.strikes.marks import MarkedSentence
from pipelines.extraction.strikes.named import named_item
from pipelines.extraction.strikes.repetitions import without_repetitions
from pipelines.extraction.strikes.sides import Sides, is_claimed_by, striker, user
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.when import When
from pipelines.vocabulary.places import places

_TOWNS = ("city", "adm1")
_ROUNDED_BY = 0.05
_MOST_ITEMS = 500  # a text that counts more for one night repeats itself


def attacks(text: AnnotatedText) -> list[Attack]:
    """The attacks a text counts, in order.

    Empty for a digest, whose totals are not events, and for a text on another war.
    """
    if is_digest(text) or is_of_another_war(text):
        return []
    gathering = _Gathering(text)
    for sentence in text.sentences:
        if not is_dateline(text, sentence):
            gathering.add(sentence)
    return without_repetitions(gathering.close())


class _Gathering:
    """Adds sentences to attacks, carrying over time, attacker and outcome from earlier ones.

    After background that sets another time, nothing is added until a sentence states a time.
    """

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._is_press = is_press(text)
        self._is_short = is_short(text)
        self._is_article = self._is_press and not self._is_short
        self._is_official = is_in_official_language(text)
        self._has_sides = text.channel_side is None
        self._default = default_attacker(text)
        self._attacks: dict[AttackKey, Attack] = {}
        self._headline: list[Item] = []  # above the first date
        self._frame: Frame | None = None
        self._frame_index = -reach.FRAME_SENTENCES - 1
        self._attack: Attack | None = None
        self._attacker: str | None = None
        self._role: str | None = None
        self._recent: deque[MarkedSentence] = deque(maxlen=reach.CASUALTY_SENTENCES + 1)
        self._first_day = 0
        self._summed: set[int] = set()  # sums over weeks, which a quotation often repeats
        self._is_background = False
        self._is_elsewhere = False

    def add(self, sentence: Sentence) -> None:
        """Add what a sentence counts, unless it or those before it report no attack."""
        time = stated_time(sentence, self._frame)
        self._is_elsewhere = is_elsewhere(sentence) or (
            self._is_elsewhere and not returns_to_war(sentence)
        )
        if self._is_elsewhere:
            self._role = None
            return
        if reports_no_event(sentence, time.when):
            self._role = None
            self._summed |= summed(sentence)
            self._is_background = self._is_background or sets_another_time(sentence, self._is_press)
            return
        self._is_background = self._is_background and time.when is None
        if not self._is_background:
            self._set_frame(sentence, time)
        if not self._is_background:
            self._read(sentence)

    def close(self) -> list[Attack]:
        """The attacks; a headline above the first date belongs to the first attack below it."""
        headline = [item for item in self._headline if not self._is_sum(item)]
        if headline and self._attacks:
            first = next(iter(self._attacks.values()))
            first.headers.extend(item for item in headline if item.side in (None, first.attacker))
        elif headline:
            side = headline[0].side or self._default
            if side is not None:
                return [Attack(publication_frame(self._text), side, items=headline)]
        return list(self._attacks.values())

    def _is_sum(self, item: Item) -> bool:
        """Whether an item repeats or rounds a sum over weeks: "almost 2,000" of 1,961."""
        count = item.count or 0
        off = 0.0 if item.qualifier == "exact" else _ROUNDED_BY * count
        return any(abs(each - count) <= off for each in self._summed)

    def _set_frame(self, sentence: Sentence, time: StatedTime) -> None:
        """Begin a frame where a time is stated; leave out a list under two dates."""
        if time.when is None:
            if time.as_of is not None and self._frame is not None and self._frame.as_of is None:
                self._frame.as_of = time.as_of
            return
        is_heading = not self._is_press and is_only_date(self._text, sentence)
        block = sentence.index if is_heading else 0
        if block and self._frame is not None and self._frame.is_unused_block(time.when):
            # It is unknown which of the two dates a line belongs to.
            self._is_background = True
            return
        self._frame = Frame(time.when, time.as_of, block or self._day_number(time.when), is_heading)
        self._frame_index = sentence.index
        self._attack = None
        if self._attacker is not None:
            self._attack = self._attacks.get(AttackKey(self._frame.key, self._attacker))

    def _day_number(self, when: When) -> int:
        """The day of a night without a year, which keeps two nights apart; 0 for the first one."""
        if when.end_on is not None or when.kind != "night":
            return 0
        words = (token.norm for token in self._text.tokens[when.first : when.last])
        number = next((int(word) for word in words if word.isdecimal()), 0)
        self._first_day = self._first_day or number
        return 0 if number == self._first_day else number

    def _read(self, sentence: Sentence) -> None:
        """Count a sentence and add it to the attack of its frame."""
        marked = MarkedSentence(self._text, sentence) if _may_count(sentence) else None
        found = count(marked) if marked is not None else Counted()
        take_role(self._text, sentence, found, self._role)
        if marked is not None and self._is_official and is_claimed_by(marked, "russia"):
            for item in found.items:
                item.side = item.side or "ukraine"
        outcomes = marked.outcomes if marked is not None else []
        self._role = carried_role(sentence, found, outcomes, self._role)
        if marked is not None:
            self._recent.append(marked)
        frame = self._frame_of(sentence, found, marked)
        if frame is None:
            return
        if marked is not None:
            self._add_items(marked, found, frame)
        if self._attack is not None:
            self._attack.locations.extend(found.locations)
        self._add_hurt(sentence, found, frame)

    def _named_before(self, sentence: Sentence) -> Item | None:
        """The munitions of an attack, and its side, named in a sentence or shortly before it."""
        for marked in reversed(self._recent):
            item = named_item(marked) if _is_near(sentence, marked.sentence) else None
            if item is not None:
                if self._has_sides:
                    item.side = item.side or striker(marked) or attacker_of_places(marked.sentence)
                return item
        return None

    def _add_hurt(self, sentence: Sentence, found: Counted, frame: Frame) -> None:
        """Add people hurt in the attack counted last, or of which a sentence just named munitions.

        Not those hurt "over the past day", which is more than one attack.
        """
        if not found.casualties:
            return
        is_of_a_day = any(when.kind == "day24" for when in sentence.whens)
        attack, item = self._attack, self._named_before(sentence)
        is_of_another = (
            item is not None and attack is not None and item.side not in (None, attack.attacker)
        )
        if attack is not None and not is_of_another:
            is_day24 = attack.frame.when is not None and attack.frame.when.kind == "day24"
            if self._is_short or _is_near(sentence, attack.sentences[-1]):
                attack.casualties.extend(found.casualties if is_day24 or not is_of_a_day else ())
                return
        if item is None or found.items or is_of_a_day:
            return
        side = item.side or self._attacker or self._default
        if side is not None:
            attack = self._add_item(item, Counted(), frame, side)
            attack.casualties.extend(found.casualties)

    def _frame_of(
        self, sentence: Sentence, found: Counted, marked: MarkedSentence | None
    ) -> Frame | None:
        """The frame of a sentence; None where it is too far from it or a headline above it."""
        if self._is_article and sentence.index - self._frame_index > reach.FRAME_SENTENCES:
            return None
        if self._frame is not None:
            return self._frame
        if not found.items and not found.casualties:
            return None
        if is_header(self._text, sentence):
            if marked is not None and self._has_sides:
                _attribute(marked, found)
            self._headline.extend(found.items)
            return None
        return publication_frame(self._text)

    def _add_items(self, marked: MarkedSentence, found: Counted, frame: Frame) -> None:
        if self._has_sides:
            self._attacker = striker(marked) or self._attacker
        sides = Sides(marked)
        is_dated = self._frame_index == marked.sentence.index
        for item in found.items:
            if self._summed and not is_dated and self._is_sum(item):
                continue
            side = (user(item) or sides.attacker(item)) if self._has_sides else item.side
            if side is None and self._has_sides:
                side = attacker_of_places(marked.sentence) or self._attacker
            side = side or self._default
            if side is not None:
                self._attacker = side
                self._add_item(item, found, frame, side)

    def _add_item(self, item: Item, found: Counted, frame: Frame, side: str) -> Attack:
        sentence = item.sentence
        is_local = self._is_press and (
            _is_local_hit(sentence, found)
            or (item.role in INTERCEPTIONS and _is_local_account(sentence, item))
        )
        key = AttackKey(frame.key, side, sentence.index if is_local else None)
        attack = self._attacks.get(key)
        if attack is None:
            attack = self._attacks[key] = Attack(frame, side, is_local=is_local)
        frame.is_heading = False
        attack.frame = with_hours(attack.frame, frame)
        if len(attack.items) < _MOST_ITEMS:
            attack.items.append(item)
        if not attack.sentences or attack.sentences[-1] is not sentence:
            attack.sentences.append(sentence)
            attack.claimant = attack.claimant or cited_claimant(self._text, sentence)
        self._attack = attack
        return attack


def _attribute(marked: MarkedSentence, found: Counted) -> None:
    """Give the items of a headline the side that it names."""
    sides = Sides(marked)
    for item in found.items:
        item.side = sides.attacker(item)


def _may_count(sentence: Sentence) -> bool:
    counts = not COUNTED_KINDS.isdisjoint(sentence.by_kind)
    return counts or bool(sentence.quantities) or sentence.has("none")


def _is_near(sentence: Sentence, before: Sentence) -> bool:
    """Whether people whom a sentence counts are hurt in the attack of a sentence before."""
    return sentence.index - before.index <= reach.CASUALTY_SENTENCES


def _is_local_hit(sentence: Sentence, found: Counted) -> bool:
    """Whether munitions hit a named town: one place's account, not the night's total."""
    if any(item.role not in ("hit", None) for item in found.items) or found.locations:
        return False
    if all(item.is_lone for item in found.items):
        return False
    known = places()
    return any(known[mark.value].kind in _TOWNS for mark in sentence.of("place"))


def _is_local_account(sentence: Sentence, item: Item) -> bool:
    """Whether a governor counts, and no ministry is cited between: "... , the ministry said"."""
    if not sentence.has("local_official"):
        return False
    return not any(
        claimant.last <= item.first
        and follows(said, claimant, reach.SAID_BY)
        and said.last <= item.first
        for claimant in sentence.of("speaker")
        for said in sentence.of("said")
    )
