"""Groups: the people or remains that a number counts, and their nation.

Directions and days do not belong here (`directions`, `days`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.sides import OWN_SIDE, SIDES
from pipelines.extraction.sentence.actors import Actor
from pipelines.extraction.sentence.distance import covered, follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import NUMBER

_DASHES = frozenset("–—-")
_MOST_SPECIFIC_FIRST = ("remains", "other", "child", "civilian", "pow")
_FILLERS = ("people_mod", "article", "state_adj", "state")


@dataclass(frozen=True, slots=True)
class Group:
    """A number of people in tokens [first, last); `nation` where the words say whose they are.

    `is_part` marks a part of the number before ("including ..."), `is_formula` a number for both
    sides ("175 for 175"), `is_elliptic` a number whose noun and verb are left out ("and Russia
    45").
    """

    quantity: Quantity
    category: str
    nation: str | None
    first: int
    last: int
    is_part: bool = False
    is_formula: bool = False
    is_elliptic: bool = False

    @property
    def count(self) -> int:
        """The number of people."""
        return self.quantity.value or 0

    @property
    def qualifier(self) -> str:
        """exact, at_least, up_to or about; "some 103 soldiers" is exact, "some 100" is not."""
        is_round = self.count % 10 == 0 or self.quantity.upper is not None
        is_exact = self.quantity.qualifier == "about" and not is_round
        return "exact" if is_exact else self.quantity.qualifier


@dataclass(frozen=True, slots=True)
class _Nouns:
    """Nouns for people by their first token (the longest each), and tokens allowed among them."""

    people: dict[int, Mark]
    fillers: frozenset[int]


def groups(text: AnnotatedText, sentence: Sentence, states: Sequence[Actor]) -> Iterator[Group]:
    """The groups of a sentence in order; `states` are those the sentence names."""
    nouns = _nouns(sentence)
    category: str | None = None
    for quantity in sentence.quantities:
        if not quantity.value:
            continue
        quantity = _without_particle(sentence, quantity)
        group = (
            _counted(text, sentence, states, quantity, nouns)
            or _formula(text, sentence, quantity)
            or _bare(sentence, quantity, category)
            or _without_noun(sentence, states, quantity, category)
        )
        if group is None or group.category == "other" or _is_too_many(group):
            continue
        category = group.category
        yield group


def _is_too_many(group: Group) -> bool:
    """Whether so many people are the size of a deal or a sum of years, not of one exchange."""
    most = reach.BODIES_PEOPLE if group.category == "remains" else reach.DEAL_PEOPLE
    return group.count >= most


def _nouns(sentence: Sentence) -> _Nouns:
    people: dict[int, Mark] = {}
    for mark in sentence.of("people"):
        if mark.first not in people or people[mark.first].last < mark.last:
            people[mark.first] = mark
    return _Nouns(people, covered(sentence, *_FILLERS))


def _without_particle(sentence: Sentence, quantity: Quantity) -> Quantity:
    """The quantity of "handed over 22 soldiers": "over" belongs to the verb."""
    if any(
        verb.first < quantity.first < verb.last <= quantity.number_first
        for verb in sentence.of("exchange_verb")
    ):
        return quantity._replace(first=quantity.number_first, qualifier="exact")
    return quantity


def _counted(
    text: AnnotatedText,
    sentence: Sentence,
    states: Sequence[Actor],
    quantity: Quantity,
    nouns: _Nouns,
) -> Group | None:
    """The people named by the run of nouns and modifiers after a number, or bodies before it."""
    found, end = _run_of_nouns(sentence, quantity, nouns)
    bodies = _bodies_before(sentence, quantity.first, nouns)
    if not found and (bodies is None or not _stands_alone(text, sentence, end)):
        return None
    first = bodies.first if bodies is not None else quantity.first
    last = found[-1].last if found else quantity.last
    is_part = _is_part(sentence, quantity) or any(
        0 <= first - mark.last <= reach.AMONG for mark in sentence.of("among")
    )
    category = _category(found) if bodies is None else "remains"
    if category != "remains" and _is_mixed(sentence, found):
        category = "unclear"
    if category == "unclear" and text.tokens[quantity.first - 1].norm in _DASHES:
        category = _category_before_dash(quantity, nouns) or category
    nation = _nation_of_nouns(found) or _nation(text, sentence, states, quantity.last, last)
    return Group(quantity, category, nation, first, last, is_part)


def _run_of_nouns(sentence: Sentence, quantity: Quantity, nouns: _Nouns) -> tuple[list[Mark], int]:
    """The nouns for people after a number, and the first token after them and their fillers."""
    found: list[Mark] = []
    index = quantity.last
    while index < min(sentence.last, quantity.last + reach.NOUN):
        if index in nouns.people:
            found.append(nouns.people[index])
            index = nouns.people[index].last
        elif index in nouns.fillers:
            index += 1
        else:
            break
    return found, index


def _bodies_before(sentence: Sentence, first: int, nouns: _Nouns) -> Mark | None:
    """The "bodies of" before a number that begins at token `first`."""
    for mark in sentence.of("people"):
        is_near = mark.value == "remains" and first - reach.BODIES_BEFORE <= mark.last <= first
        if is_near and all(index in nouns.fillers for index in range(mark.last, first)):
            return mark
    return None


def _stands_alone(text: AnnotatedText, sentence: Sentence, index: int) -> bool:
    """Whether no other noun is counted: "the bodies of 1,000 dead", "... of 50 were returned"."""
    word = text.tokens[index].norm if index < sentence.last else ""
    is_verb = word in words("auxiliary", text.lang) or word in words("exchange_verb", text.lang)
    return is_verb or text.tokens[index - 1].norm in words("dead_word", text.lang)


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "including" comes before the number, or "of them" right after it."""
    return any(
        mark.first == quantity.last
        or follows(quantity, mark, reach.PART)
        or (
            follows(quantity, mark, reach.PART_LISTED)
            and any(people.first == mark.last for people in sentence.of("people"))
        )
        for mark in sentence.of("sub_count")
    )


def _category(found: Sequence[Mark]) -> str:
    """The category of a run of nouns; the most specific of several."""
    categories = {_category_of(mark) for mark in found}
    return next((each for each in _MOST_SPECIFIC_FIRST if each in categories), "unclear")


def _is_mixed(sentence: Sentence, found: Sequence[Mark]) -> bool:
    """Whether one number counts soldiers and civilians: "230 soldiers and civilians"."""
    links = {mark.first for mark in sentence.of("people_link")}
    is_linked = any(mark.last in links for mark in found[:-1])
    return is_linked and {"pow", "civilian"} <= {_category_of(mark) for mark in found}


def _category_of(mark: Mark) -> str:
    return mark.value.partition(":")[0]


def _category_before_dash(quantity: Quantity, nouns: _Nouns) -> str | None:
    """The civilians of "повертаються цивільні – 20 наших людей"."""
    before = (mark for mark in nouns.people.values() if mark.last == quantity.first - 1)
    return next((_category_of(mark) for mark in before), None)


def _nation_of_nouns(found: Sequence[Mark]) -> str | None:
    """The side that a noun itself names: "Ukrainians", "residents of Kursk region"."""
    return next((nation for mark in found if (nation := mark.value.partition(":")[2])), None)


def _nation(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor], first: int, last: int
) -> str | None:
    """Whose people the nouns in tokens [first, last) are, by adjective, genitive or "our"."""
    for actor in states:
        if first <= actor.first < last and actor.iso3 in SIDES:
            return actor.iso3
    if text.lang == "en":
        return _nation_of_forces(text, sentence, states, last)
    if text.lang not in OWN_SIDE:
        return None
    for actor in states:
        if actor.first == last and actor.is_noun:
            return actor.iso3 if actor.iso3 in SIDES else None
    is_own = any(first <= mark.first < last for mark in sentence.of("ours"))
    return OWN_SIDE[text.lang] if is_own else None


def _nation_of_forces(
    text: AnnotatedText, sentence: Sentence, states: Sequence[Actor], last: int
) -> str | None:
    """Whose people "49 captured soldiers of the Ukrainian Armed Forces" are."""
    start = last
    while start < sentence.last and text.tokens[start].norm in ("of", "from", "the"):
        start += 1
    if start == last or text.tokens[last].norm != "of":
        return None
    owner = next((actor for actor in states if actor.first == start), None)
    is_adjective = owner is not None and not owner.is_noun and owner.iso3 in SIDES
    return owner.iso3 if owner is not None and is_adjective else None


def _formula(text: AnnotatedText, sentence: Sentence, quantity: Quantity) -> Group | None:
    """The same number for both sides: "175-for-175", "205 на 205"; not the size of a deal."""
    second = quantity.last + 1
    is_formula = any(mark.first == quantity.last for mark in sentence.of("formula"))
    if second >= sentence.last or not is_formula:
        return None
    other, own = text.tokens[second], text.tokens[quantity.number_first]
    if other.kind != NUMBER or other.norm != own.norm:
        return None
    if any(
        0 <= mark.first - second - 1 <= reach.FORMULA_DEAL
        or follows(quantity, mark, reach.FORMULA_DEAL)
        for mark in sentence.of("deal_noun")
    ):
        return None
    category = next((_category_of(mark) for mark in sentence.of("people")), "pow")
    return Group(quantity, category, None, quantity.first, second + 1, is_formula=True)


def _bare(sentence: Sentence, quantity: Quantity, category: str | None) -> Group | None:
    """A number alone for people named before: "175 in return", "246 on each side"."""
    is_returned = any(follows(mark, quantity, reach.IN_RETURN) for mark in sentence.of("in_return"))
    is_each = any(mark.first == quantity.last for mark in sentence.of("each"))
    if category is None and is_each and quantity.value and quantity.value > 1:
        people = {_category_of(mark) for mark in sentence.of("people")}
        category = "pow" if "pow" in people or sentence.has("exchange_event") else None
    if category is None or not (is_returned or is_each):
        return None
    return Group(quantity, category, None, quantity.first, quantity.last)


def _without_noun(
    sentence: Sentence, states: Sequence[Actor], quantity: Quantity, category: str | None
) -> Group | None:
    """The numbers of "bodies were exchanged, with Ukraine receiving 212 and Russia 45"."""
    first = quantity.first
    if category is not None and any(
        actor.last == first and actor.is_noun and actor.iso3 in SIDES for actor in states
    ):
        return Group(quantity, category, None, first, quantity.last, is_elliptic=True)
    if not any(
        mark.last == first and mark.value == "receive" for mark in sentence.of("exchange_verb")
    ):
        return None
    before = [mark for mark in sentence.of("people") if mark.last < first]
    if not before or sentence.has("captivity"):
        return None
    return Group(quantity, _category(before), None, first, quantity.last)
