"""Claims of the family `exchanges`: people and remains handed over, per direction and category.

A figure needs people, a number and a direction that the words themselves give: whose people they
are, who received or handed over, "each", "in return". Without a direction there is no claim. What
is agreed, expected or counted over a longer time is no exchange. Totals of several figures and
differences between sources are judged by the events, not here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.sentence.actors import Actor, actors, after_preposition, nearest_before
from pipelines.extraction.sentence.attribution import speaker
from pipelines.extraction.sentence.placing import Day, days, has_future_day, is_lead, nearest_day
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import NUMBER

_OTHER = {"UKR": "RUS", "RUS": "UKR"}
_OURS = {"uk": "UKR", "ru": "RUS"}
_ACTS = ("exchange_verb", "exchange_event", "in_return", "formula")
_BREAKS = frozenset(",;:—–()")
_QUOTES = frozenset('"”»“')
_DASHES = frozenset("–—-")
_NOUN_REACH = 8
_VERB_BEFORE, _VERB_AFTER = 14, 10
_LISTED_REACH = 3  # "including servicemen and two civilians"
_MONTH_REACH, _AMONG_REACH, _OBJECT_REACH = 5, 6, 4
# No report tells more figures than this; a longer list is no report.
_MOST = 200
# "1,000 for 1,000" is what was agreed; it was never carried out in a day.
_SIZE_OF_A_DEAL = 1000
_NEWS_DAYS = 5
_LEAD_SENTENCES = 6
_FIRST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """A number of people in tokens [first, last); `nation` where the words say whose they are."""

    quantity: Quantity
    category: str
    nation: str | None
    first: int
    last: int
    is_part: bool = False
    is_formula: bool = False
    is_elliptic: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """Days of exchanges, and of anything, by sentence; the day of the text; if it sums one up."""

    dated: dict[int, Day]
    stated: dict[int, Day]
    main: Day | None
    is_digest: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """A group with its direction and day, ready to become a claim."""

    group: _Group
    sentence: Sentence
    to_party: str | None
    basis: str
    day: Day | None
    category: str
    status: str
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str | None, str | None, str]:
        return (self.day.start if self.day else None, self.to_party, self.basis)


def claims(reading: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    if not any(_is_cue(sentence) for sentence in reading.sentences):
        return []
    known = _known(reading)
    figures = list(islice(_figures(reading, known), _MOST))
    if _is_of_prisoners_of_war(reading):
        figures = [
            replace(each, category="pow") if each.category == "unclear" else each
            for each in figures
        ]
    figures = _settled(figures, _recent(reading, known.dated))
    mediators = _mediators(reading) if figures else []
    return [_claim(reading, figure, mediators) for figure in figures]


def _is_of_prisoners_of_war(reading: AnnotatedText) -> bool:
    """Whether a text tells of prisoners of war and of nobody else: its "people" are these."""
    people = {
        mark.value.partition(":")[0]
        for sentence in reading.sentences
        for mark in sentence.of("people")
    }
    return people.isdisjoint(("civilian", "child", "other")) and any(
        sentence.has("prisoners_of_war") for sentence in reading.sentences
    )


def _figures(reading: AnnotatedText, known: _Known) -> Iterator[_Figure]:
    previous: str | None = None
    previous_index = -9
    for sentence in reading.sentences:
        if not _is_about_exchange(reading, sentence):
            continue
        named = actors(reading, sentence)
        groups = [
            group
            for group in _groups(reading, sentence, named)
            if not _is_unreal(reading, sentence, group)
        ]
        if sentence.index - previous_index > 2:
            previous = None
        read: list[tuple[_Group, str | None, str]] = []
        for group in groups:
            read.extend(_directed(reading, sentence, named, group, read, previous))
        for group, to_party, basis in _summed(reading, sentence, read):
            status, day = _placed(reading, sentence, group, known)
            if status != "plan":
                yield _Figure(group, sentence, to_party, basis, day, group.category, status)
        if read:
            previous, previous_index = read[-1][1], sentence.index


def _summed(
    reading: AnnotatedText, sentence: Sentence, read: list[tuple[_Group, str | None, str]]
) -> list[tuple[_Group, str | None, str]]:
    """ "213 soldiers and sergeants, 11 officers": one category in one breath is one figure."""
    found: list[tuple[_Group, str | None, str]] = []
    for group, to_party, basis in read:
        if found and not group.is_part:
            before, other_party, _ = found[-1]
            same = (before.category, other_party) == (group.category, to_party)
            plain = not before.is_part and before.category in ("pow", "civilian")
            exact = before.quantity.qualifier == group.quantity.qualifier == "exact"
            if same and plain and exact and _is_coordinated(reading, sentence, found, group):
                value = (before.quantity.value or 0) + (group.quantity.value or 0)
                whole = before.quantity._replace(value=value, last=group.quantity.last)
                found[-1] = replace(before, quantity=whole, last=group.last), to_party, basis
                continue
        found.append((group, to_party, basis))
    return found


def _is_about_exchange(reading: AnnotatedText, sentence: Sentence) -> bool:
    """A sentence with a figure and an act of exchanging, in surroundings that speak of one."""
    if not sentence.quantities or not any(sentence.has(kind) for kind in _ACTS):
        return False
    if sentence.has("not_people"):
        return False
    near = reading.sentences[max(0, sentence.index - 2) : sentence.index + 2]
    return any(_is_cue(each) for each in near)


def _is_cue(sentence: Sentence) -> bool:
    if sentence.has("exchange_cue") or sentence.has("exchange_event"):
        return True
    # "brought home 45 soldiers in return for 45 Russian servicemen"
    returned = sentence.has("in_return") and sentence.has("people")
    return (sentence.has("each") or returned) and sentence.has("exchange_verb")


def _groups(reading: AnnotatedText, sentence: Sentence, named: list[Actor]) -> Iterator[_Group]:
    people = {}
    for mark in sentence.of("people"):
        if mark.first not in people or people[mark.first].last < mark.last:
            people[mark.first] = mark
    fillers = {
        index
        for mark in sentence.marks
        if mark.kind in ("people_mod", "article", "state_adj", "state")
        for index in range(mark.first, mark.last)
    }
    last_category: str | None = None
    for quantity in sentence.quantities:
        if not quantity.value:
            continue
        quantity = _without_verb(sentence, quantity)
        group = _group(reading, sentence, quantity, people, fillers, named)
        if group is None:
            group = (
                _formula(reading, sentence, quantity)
                or _bare(sentence, quantity, last_category)
                or _without_noun(sentence, quantity, named, last_category)
            )
        if group is None or group.category == "other" or _is_too_many(group):
            continue
        last_category = group.category
        yield group


def _is_too_many(group: _Group) -> bool:
    """A thousand living people are a deal or the sum of years, never one day's exchange."""
    most = _SIZE_OF_A_DEAL if group.category != "remains" else 2 * _SIZE_OF_A_DEAL
    return (group.quantity.value or 0) >= most


def _without_verb(sentence: Sentence, quantity: Quantity) -> Quantity:
    """In "handed over 22 soldiers" the "over" belongs to the verb."""
    if any(
        verb.first < quantity.first < verb.last <= quantity.number_first
        for verb in sentence.of("exchange_verb")
    ):
        return quantity._replace(first=quantity.number_first, qualifier="exact")
    return quantity


def _group(
    reading: AnnotatedText,
    sentence: Sentence,
    quantity: Quantity,
    people: dict[int, Mark],
    fillers: set[int],
    named: list[Actor],
) -> _Group | None:
    """The people a number counts: the run of nouns and modifiers behind it."""
    found: list[Mark] = []
    index, last = quantity.last, quantity.last
    while index < min(sentence.last, quantity.last + _NOUN_REACH):
        if index in people:
            found.append(people[index])
            index = last = people[index].last
        elif index in fillers:
            index += 1
        else:
            break
    before = _remains_before(sentence, quantity.first, fillers)
    if not found and (before is None or not _stands_alone(reading, sentence, index)):
        return None
    first = before.first if before is not None else quantity.first
    is_part = _is_part(sentence, quantity) or any(
        0 <= first - mark.last <= _AMONG_REACH for mark in sentence.of("among")
    )
    links = {mark.first for mark in sentence.of("people_link")}
    category, nation = _category(found, before, links)
    if category == "unclear" and reading.tokens[quantity.first - 1].norm in _DASHES:
        # "повертаються цивільні – 20 наших людей"
        named_before = [mark for mark in people.values() if mark.last == quantity.first - 1]
        category = named_before[0].value.partition(":")[0] if named_before else category
    nation = nation or _nation(reading, sentence, named, quantity.last, last)
    return _Group(quantity, category, nation, first, last, is_part)


def _stands_alone(reading: AnnotatedText, sentence: Sentence, index: int) -> bool:
    """ "the bodies of 1,000 dead", "... of 50 were returned": no other noun is counted."""
    word = reading.tokens[index].norm if index < sentence.last else ""
    is_verb = word in words("auxiliary", reading.lang)
    is_dead = reading.tokens[index - 1].norm in words("dead_word", reading.lang)
    return is_dead or is_verb or word in words("exchange_verb", reading.lang)


def _category(found: list[Mark], before: Mark | None, links: set[int]) -> tuple[str, str | None]:
    values = [mark.value.partition(":") for mark in found]
    nation = next((each[2] for each in values if each[2]), None)
    categories = [each[0] for each in values]
    if before is not None or "remains" in categories:
        return "remains", nation
    is_both = any(mark.last in links for mark in found[:-1])
    if is_both and {"pow", "civilian"} <= set(categories):
        # "230 soldiers and civilians": one number for both.
        return "unclear", nation
    for strongest in ("other", "child", "civilian", "pow"):
        if strongest in categories:
            return strongest, nation
    return "unclear", nation


def _remains_before(sentence: Sentence, first: int, fillers: set[int]) -> Mark | None:
    """The "bodies of" before a number."""
    for mark in sentence.of("people"):
        near = mark.value == "remains" and first - 4 <= mark.last <= first
        if near and all(index in fillers for index in range(mark.last, first)):
            return mark
    return None


def _nation(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], first: int, last: int
) -> str | None:
    """Whose people they are: an adjective among the nouns, or a genitive right behind them."""
    for actor in named:
        if first <= actor.first < last and actor.iso3 in _OTHER:
            return actor.iso3
    if reading.lang == "en":
        # "49 captured soldiers of the Ukrainian Armed Forces"
        start = last
        while start < sentence.last and reading.tokens[start].norm in ("of", "from", "the"):
            start += 1
        behind = next((actor for actor in named if actor.first == start), None)
        is_genitive = start > last and reading.tokens[last].norm == "of"
        if is_genitive and behind is not None and not behind.is_noun and behind.iso3 in _OTHER:
            return behind.iso3
    for actor in named:
        if actor.first == last and actor.is_noun and reading.lang in _OURS:
            return actor.iso3 if actor.iso3 in _OTHER else None
    if reading.lang in _OURS and any(
        mark.kind == "ours" and first <= mark.first < last for mark in sentence.marks
    ):
        return _OURS[reading.lang]
    return None


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "including" stands before the number, or "of them" right behind it."""
    return any(
        mark.first == quantity.last
        or 0 <= quantity.first - mark.last <= 1
        or (
            0 <= quantity.first - mark.last <= _LISTED_REACH
            and any(people.first == mark.last for people in sentence.of("people"))
        )
        for mark in sentence.of("sub_count")
    )


def _formula(reading: AnnotatedText, sentence: Sentence, quantity: Quantity) -> _Group | None:
    """ "175-for-175", "205 на 205": the same number for both sides."""
    following = quantity.last + 1
    if following >= sentence.last or not any(
        mark.kind == "formula" and mark.first == quantity.last for mark in sentence.marks
    ):
        return None
    token, own = reading.tokens[following], reading.tokens[quantity.number_first]
    if token.kind != NUMBER or token.norm != own.norm:
        return None
    if any(
        0 <= mark.first - following - 1 <= 1 or 0 <= quantity.first - mark.last <= 1
        for mark in sentence.of("deal_noun")
    ):
        return None
    category = next((mark.value.partition(":")[0] for mark in sentence.of("people")), "pow")
    return _Group(quantity, category, None, quantity.first, following + 1, is_formula=True)


def _bare(sentence: Sentence, quantity: Quantity, category: str | None) -> _Group | None:
    """A number alone that stands for people named before: "175 in return", "246 on each side"."""
    near = any(
        mark.kind == "in_return" and 0 <= mark.first - quantity.last <= 5 for mark in sentence.marks
    )
    each = any(mark.first == quantity.last for mark in sentence.of("each"))
    if category is None and each:
        people = [mark.value.partition(":")[0] for mark in sentence.of("people")]
        named = "pow" if "pow" in people or sentence.has("exchange_event") else None
        category = named if quantity.value and quantity.value > 1 else None
    if category is None or not (near or each):
        return None
    return _Group(quantity, category, None, quantity.first, quantity.last)


def _without_noun(
    sentence: Sentence, quantity: Quantity, named: list[Actor], category: str | None
) -> _Group | None:
    """The numbers of "bodies were exchanged, with Ukraine receiving 212 and Russia 45"."""
    first = quantity.first
    if category is not None and any(
        actor.last == first and actor.is_noun and actor.iso3 in _OTHER for actor in named
    ):
        return _Group(quantity, category, None, first, quantity.last, is_elliptic=True)
    if not any(
        mark.last == first and mark.value == "receive" for mark in sentence.of("exchange_verb")
    ):
        return None
    before = [mark for mark in sentence.of("people") if mark.last < first]
    if not before or sentence.has("captivity"):
        return None
    named_before, _ = _category(before, None, set())
    return _Group(quantity, named_before, None, first, quantity.last)


def _directed(
    reading: AnnotatedText,
    sentence: Sentence,
    named: list[Actor],
    group: _Group,
    read: list[tuple[_Group, str | None, str]],
    previous: str | None,
) -> Iterator[tuple[_Group, str | None, str]]:
    """The group with each direction it goes; nothing where the words give none."""
    earlier = read[-1] if read else None
    if group.is_elliptic:
        if earlier is not None and earlier[1] is not None:
            yield group, _OTHER[earlier[1]], "per_side"
        return
    if earlier is not None and _is_explained(reading, earlier[0], group):
        group = replace(group, is_part=True)
    if group.is_part and earlier is None:
        # A part of a figure that was not understood.
        return
    nation = group.nation
    if nation is not None:
        if group.category == "unclear" and _in_return(sentence, group, earlier, None):
            group = replace(group, category=earlier[0].category if earlier else "unclear")
        yield group, nation, "per_side"
        if any(0 <= mark.first - group.last <= 2 for mark in sentence.of("same_number")):
            # "303 Ukrainian soldiers for the same number of Russian ones"
            yield replace(group, nation=None), _OTHER[nation], "per_side"
        return
    if group.is_formula or (not group.is_part and _is_each(sentence, group)):
        yield group, "UKR", "per_side"
        yield group, "RUS", "per_side"
        return
    if earlier is not None and (group.is_part or _is_coordinated(reading, sentence, read, group)):
        same = [each for each in read if each[0] == earlier[0]]
        # "45 each, including two children": the children's side is not said.
        if not (group.is_part and len(same) > 1):
            for _, to_party, basis in same:
                yield group, to_party, basis
        return
    returned = _in_return(sentence, group, earlier, previous)
    to_party = (
        returned
        or _from_captivity(sentence, named, reading.lang)
        or _by_verb(reading, sentence, named, group)
    )
    if to_party is not None:
        yield group, to_party, "per_side"
        if _is_mirrored(sentence, group):
            yield group, _OTHER[to_party], "per_side"
    elif _qualifier(group.quantity) == "exact" and _is_swapped(reading, sentence, named, group):
        total = sentence.has("all_together") or _frees(sentence, named, group)
        yield group, None, "total" if total else "unclear"


def _is_mirrored(sentence: Sentence, group: _Group) -> bool:
    """ "... and in exchange handed over the same number of prisoners" """
    return any(
        group.last <= mark.first
        and any(0 <= mark.first - link.last <= 4 for link in sentence.of("in_return"))
        for mark in sentence.of("same_number")
    )


def _is_explained(reading: AnnotatedText, earlier: _Group, group: _Group) -> bool:
    """ "215 prisoners of war, 205 Ukrainians and ...": a smaller number explains the one before."""
    gap = range(earlier.last, group.first)
    return (
        group.category == "unclear"
        and (group.quantity.value or 0) < (earlier.quantity.value or 0)
        and len(gap) == 1
        and reading.tokens[gap[0]].norm in ",—–:("
    )


def _is_each(sentence: Sentence, group: _Group) -> bool:
    """ "each" right behind the people, or as the one who hands over."""
    for mark in sentence.of("each"):
        if 0 <= mark.first - group.last <= 3 or 0 <= group.first - mark.last <= 4:
            return True
    return False


def _is_coordinated(
    reading: AnnotatedText,
    sentence: Sentence,
    read: list[tuple[_Group, str | None, str]],
    group: _Group,
) -> bool:
    """ "224 soldiers and six civilians": nothing but a connector between two groups."""
    gap = range(read[-1][0].last, group.first)
    links = {
        index
        for mark in sentence.marks
        if mark.kind in ("people_link", "sub_count", "people_mod")
        for index in range(mark.first, mark.last)
    }
    tokens = reading.tokens
    return len(gap) <= 5 and all(index in links or tokens[index].norm in ",+–—-:(" for index in gap)


def _in_return(
    sentence: Sentence,
    group: _Group,
    earlier: tuple[_Group, str | None, str] | None,
    previous: str | None,
) -> str | None:
    """The other direction than the figure before, where "in return" links the two."""
    for mark in sentence.of("in_return"):
        if earlier is not None and earlier[1] is not None:
            after = mark.first >= earlier[0].last and mark.first - group.last <= 5
            if after:
                return _OTHER.get(earlier[1])
        elif earlier is None and previous is not None and mark.first - sentence.first <= 2:
            return _OTHER.get(previous)
    return None


def _from_captivity(sentence: Sentence, named: list[Actor], lang: str) -> str | None:
    """ "from Russian captivity" sends people to the other side."""
    for mark in sentence.of("captivity"):
        for actor in named:
            if actor.last == mark.first and actor.iso3 in _OTHER:
                return _OTHER[actor.iso3]
        if lang == "uk" and not {actor.iso3 for actor in named} & set(_OTHER):
            # "З полону повернули 200 військових": from captivity come one's own.
            return "UKR"
    return None


def _by_verb(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], group: _Group
) -> str | None:
    """Who received, from the verb that governs the people and the states around it."""
    sides = [actor for actor in named if actor.iso3 in _OTHER and actor.is_noun]
    from_, to, by = (
        [
            actor
            for actor in after_preposition(reading, sentence, sides, f"prep_{name}")
            if -2 <= actor.first - group.last <= 12
        ]
        for name in ("from", "to", "by")
    )
    verbs = [mark for mark in sentence.of("exchange_verb") if mark.value != "swap"]
    home = _homeward(reading, sentence, verbs, group)
    if home is not None:
        return home
    before = _governing(reading, verbs, group)
    if before:
        doer = nearest_before([actor for actor in named if actor.is_noun], before[0].first)
        if doer is not None and doer.iso3 not in _OTHER:
            return None
        if to:
            return to[0].iso3
        kinds = {mark.value for mark in before}
        if reading.lang in _OURS and kinds & {"give", "receive"}:
            return _by_case(reading, sides, from_, before[0], kinds)
        if kinds & {"receive", "return_of"}:
            return _OTHER[from_[0].iso3] if from_ else doer.iso3 if doer else None
        if "give" in kinds and doer is not None:
            return _OTHER[doer.iso3]
        if "given_to" in kinds:
            only = {actor.iso3 for actor in sides if actor not in from_}
            return only.pop() if len(only) == 1 else None
        if doer is not None and sentence.has("captivity"):
            # Who brings people back from captivity brings back their own.
            return doer.iso3
        return _OTHER[from_[0].iso3] if from_ else None
    after = [mark for mark in verbs if 0 <= mark.first - group.last <= _VERB_AFTER]
    if not after:
        return None
    if by:
        return _OTHER[by[0].iso3]
    if to:
        return to[0].iso3
    if from_:
        return _OTHER[from_[0].iso3]
    if any(mark.value == "home" for mark in after):
        return _teller(sentence, named, group) or _quoted(reading, sentence, named)
    return None


def _homeward(
    reading: AnnotatedText, sentence: Sentence, verbs: list[Mark], group: _Group
) -> str | None:
    """ "додому", "на территорию России": home is named, or it is the writer's own."""
    if not any(mark.value in ("home", "receive") for mark in verbs):
        return None
    for mark in sentence.of("homeward"):
        if -12 <= mark.first - group.last <= 8:
            return mark.value or _OURS.get(reading.lang)
    return None


def _by_case(
    reading: AnnotatedText, sides: list[Actor], from_: list[Actor], verb: Mark, kinds: set[str]
) -> str | None:
    """Case tells giver from receiver: "Росія передала", but "Росії передали"."""
    near = [
        actor
        for actor in sides
        if actor not in from_ and (actor.last <= verb.first or 0 <= actor.first - verb.last <= 1)
    ]
    if not near:
        return _OTHER[from_[0].iso3] if from_ and "receive" in kinds else None
    actor = min(near, key=lambda each: abs(each.first - verb.first))
    is_subject = reading.tokens[actor.first].norm in words("nominative", reading.lang)
    if is_subject:
        return _OTHER[actor.iso3] if "give" in kinds else actor.iso3
    touches = actor.last == verb.first or actor.first == verb.last
    return actor.iso3 if touches else None


def _teller(sentence: Sentence, named: list[Actor], group: _Group) -> str | None:
    """A side that says people came home speaks of its own: "Kyiv said 215 soldiers were freed"."""
    said = [mark.first for mark in sentence.of("said") if mark.first < group.first]
    if not said:
        return None
    sides = [actor for actor in named if actor.iso3 in _OTHER]
    claimant = nearest_before(sides, said[-1])
    return claimant.iso3 if claimant and said[-1] - claimant.last <= 5 else None


def _quoted(reading: AnnotatedText, sentence: Sentence, named: list[Actor]) -> str | None:
    """ "Today 213 soldiers came home. I thank all," wrote Zelensky: a leader speaks of his own."""
    if any(actor.iso3 in _OTHER for actor in named):
        return None
    for following in reading.sentences[sentence.index + 1 : sentence.index + 3]:
        if following.paragraph != sentence.paragraph:
            return None
        for said in following.of("said"):
            if reading.tokens[said.first - 1].norm not in _QUOTES:
                continue
            claimants = [
                actor
                for actor in actors(reading, following)
                if actor.iso3 in _OTHER and 0 <= actor.first - said.last <= 2
            ]
            if claimants:
                return claimants[0].iso3
    return None


def _governing(reading: AnnotatedText, verbs: list[Mark], group: _Group) -> list[Mark]:
    """The verb (with all its readings) that stands before the people and takes them as object."""
    before = [
        mark
        for mark in verbs
        if mark.last <= group.first and group.first - mark.last <= _VERB_BEFORE
    ]
    if not before:
        return []
    last = max(mark.last for mark in before)
    if any(reading.tokens[index].norm in ";" for index in range(last, group.first)):
        return []
    if reading.tokens[last].norm in words("auxiliary", reading.lang):
        # "the 189 released are ..."
        return []
    return [mark for mark in before if mark.last == last]


def _is_swapped(
    reading: AnnotatedText, sentence: Sentence, named: list[Actor], group: _Group
) -> bool:
    """Both sides exchanged the people, or an exchange freed them: one figure for both."""
    swaps = [
        mark
        for mark in sentence.marks
        if (mark.kind == "exchange_verb" and mark.value == "swap") or mark.kind == "exchange_event"
    ]
    near = [
        mark for mark in swaps if group.first - 12 <= mark.last and mark.first <= group.last + 10
    ]
    if not near:
        return False
    sides = {actor.iso3 for actor in named} & set(_OTHER)
    is_total = _frees(sentence, named, group) or sentence.has("all_together")
    verbs = [
        mark
        for mark in sentence.of("swapped")
        if 0 <= group.first - mark.last <= _OBJECT_REACH or 0 <= mark.first - group.last <= 3
    ]
    return is_total if not sides else len(sides) == 2 and (is_total or bool(verbs))


def _frees(sentence: Sentence, named: list[Actor], group: _Group) -> bool:
    """ "The exchange freed 307 people": an exchange does it, no state."""
    verbs = [
        mark
        for mark in sentence.of("exchange_verb")
        if mark.value in ("give", "home") and 0 <= group.first - mark.last <= 4
    ]
    return bool(verbs) and not any(
        actor.is_noun and actor.iso3 in _OTHER and 0 <= verbs[0].first - actor.last <= 4
        for actor in named
    )


def _is_unreal(reading: AnnotatedText, sentence: Sentence, group: _Group) -> bool:
    """Agreed, expected, denied or counted over a longer time."""
    start = _segment_start(reading, sentence, group.first)
    events = {mark.first for mark in sentence.of("exchange_event")}
    verbs = [
        mark
        for mark in sentence.of("exchange_verb")
        if mark.first >= group.last and mark.first not in events
    ]
    governing = min((mark.first for mark in verbs), default=-1)
    for mark in sentence.marks:
        if mark.kind == "not_exchanged" and not _is_month(reading, mark):
            if start <= mark.first < group.first or 0 <= governing - mark.last <= 3:
                return True
            if mark.first < group.first and not _has_verb_between(sentence, mark, group):
                return True
        if mark.kind == "running_total" and not _is_ordinal_before(reading, sentence, mark):
            is_dated = any(when.is_explicit for when in sentence.whens)
            if not is_dated or mark.first < group.first or start <= mark.first < group.last:
                return True
    captured = [mark for mark in sentence.of("capture") if 0 <= group.first - mark.last <= 5]
    return bool(captured) or any(
        mark.value == "commemorative" and mark.first < group.first for mark in sentence.of("stance")
    )


def _is_month(reading: AnnotatedText, mark: Mark) -> bool:
    token = reading.tokens[mark.first]
    return token.norm == "may" and token.is_capital


def _has_verb_between(sentence: Sentence, mark: Mark, group: _Group) -> bool:
    return any(
        mark.last <= verb.first and verb.last <= group.first
        for verb in sentence.of("exchange_verb")
    )


def _is_ordinal_before(reading: AnnotatedText, sentence: Sentence, mark: Mark) -> bool:
    """ "the third exchange this year" counts exchanges, not people."""
    if sentence.has("all_together"):
        return False
    return any(
        each.kind in ("ordinal_word", "superlative") and 0 <= mark.first - each.last <= 8
        for each in sentence.marks
    ) or any(
        reading.tokens[index].norm in ("st", "nd", "rd", "th", "й", "а")
        for index in range(max(sentence.first, mark.first - 6), mark.first)
    )


def _segment_start(reading: AnnotatedText, sentence: Sentence, index: int) -> int:
    for at in range(index - 1, sentence.first - 1, -1):
        if reading.tokens[at].norm in _BREAKS:
            return at + 1
    return sentence.first


def _recent(reading: AnnotatedText, dated: dict[int, Day]) -> dict[int, Day]:
    """The days close enough to publication to be those of a text's news."""
    published = reading.calendar.published_day
    return {
        index: day
        for index, day in dated.items()
        if published is None or (published - day.start_on).days <= _NEWS_DAYS
    }


def _dated_sentences(reading: AnnotatedText) -> dict[int, Day]:
    """Days of exchanges by the sentence that states them."""
    dated: dict[int, Day] = {}
    for sentence in reading.sentences:
        acts = sentence.has("exchange_event") or sentence.has("exchange_verb")
        reported = sentence.has("this_was") and sentence.index <= _LEAD_SENTENCES
        if not (acts or reported):
            continue
        if any(not _is_month(reading, mark) for mark in sentence.of("not_exchanged")):
            continue
        found = [
            day
            for day in _own_days(reading, sentence)
            if day.precision <= 3 and (day.is_explicit or not sentence.has("same_time"))
        ]
        kinds = ("exchange_cue", "exchange_event", "people")
        if found and (reported or any(sentence.has(kind) for kind in kinds)):
            dated[sentence.index] = found[0]
    return dated


def _placed(
    reading: AnnotatedText, sentence: Sentence, group: _Group, known: _Known
) -> tuple[str, Day | None]:
    """(dated, news or pending; its day): pending figures wait for the one day of their text."""
    # "The 75 soldiers arrived on June 1": people told before, whose exchange has its own day.
    is_known = reading.lang == "en" and any(
        mark.last == group.first and reading.tokens[mark.first].norm == "the"
        for mark in sentence.of("article")
    )
    earlier = _dated_before(sentence, known.dated)
    if is_known and earlier is not None:
        return earlier
    stated = _day_of(reading, sentence, group)
    if stated is not None and (stated.is_explicit or not sentence.has("same_time")):
        return ("plan" if stated.is_range else "dated"), stated
    if has_future_day(reading, sentence) or sentence.has("apart"):
        return "plan", None
    if any(mark.last <= group.first for mark in sentence.of("month")):
        # "In early January 248 came home": a day of its own that is not said.
        return "plan", None
    if sentence.has("same_time"):
        before = [day for index, day in known.stated.items() if index < sentence.index]
        return ("dated", before[-1]) if before else ("news", None)
    if group.is_formula:
        is_done = sentence.has("done_exchange") and is_lead(reading, sentence)
        return earlier or ("news" if is_done else "plan", None)
    if sentence.has("earlier_exchange"):
        return "plan", None
    if earlier is not None:
        return earlier
    day = reading.calendar.published_day
    if known.is_digest and day is not None:
        at = sentence.first
        return "dated", Day(day.isoformat(), day.isoformat(), 3, at, at, day)
    is_news = sentence.index < _FIRST_SENTENCES and is_lead(reading, sentence)
    return ("news" if is_news else "pending"), None


def _day_of(reading: AnnotatedText, sentence: Sentence, group: _Group) -> Day | None:
    """The day stated with a figure; a month or a year only right beside it."""
    plans = sentence.of("not_exchanged")
    found = [
        day
        for day in _own_days(reading, sentence)
        if (
            day.precision <= 3
            or 0 <= day.first - group.last <= _MONTH_REACH
            or 0 <= group.first - day.last <= _MONTH_REACH
        )
        and not _is_apart(sentence, group, day)
        # "with more to be released on Saturday"
        and not any(group.last <= plan.first and 0 <= day.first - plan.last <= 2 for plan in plans)
    ]
    return nearest_day(found, group.first)


def _own_days(reading: AnnotatedText, sentence: Sentence) -> list[Day]:
    """Days of a sentence without those on which something was agreed: "reached on July 23"."""
    others = sentence.of("other_event", "other_day")
    return [
        day
        for day in days(reading, sentence)
        if not any(0 <= day.first - mark.last <= 2 for mark in others)
    ]


def _is_apart(sentence: Sentence, group: _Group, day: Day) -> bool:
    """ "returned two on Friday, a day after eight were freed": the eight have another day."""
    return any(
        min(day.first, group.first) < mark.first < max(day.first, group.first)
        for mark in sentence.of("apart")
    )


def _dated_before(sentence: Sentence, dated: dict[int, Day]) -> tuple[str, Day] | None:
    """The day of an exchange told in one of the three sentences before."""
    for index in range(sentence.index - 1, sentence.index - 4, -1):
        if index in dated:
            return "dated", dated[index]
    return None


def _known(reading: AnnotatedText) -> _Known:
    """What a text says of days outside the sentence of a figure."""
    is_digest = any(sentence.has("digest_day") for sentence in reading.sentences[:2])
    stated = {
        sentence.index: next(iter(found.values()))
        for sentence in reading.sentences
        if not any(when.kind in ("window", "range") for when in sentence.whens)
        if (found := {day.start: day for day in days(reading, sentence) if day.precision <= 3})
        if len(found) == 1
    }
    return _Known(_dated_sentences(reading), stated, _main_day(reading), is_digest)


def _main_day(reading: AnnotatedText) -> Day | None:
    """The day a text writes out as its own."""
    main = reading.calendar.main_day
    for sentence in reading.sentences:
        for day in days(reading, sentence):
            if day.start_on == main and day.precision <= 3:
                return day
    return None


def _settled(figures: list[_Figure], dated: dict[int, Day]) -> list[_Figure]:
    """Figures without repeats, without roundings of exact ones, without totals of their parts."""
    placed = _with_one_day(figures, dated)
    kept: list[_Figure] = []
    for figure in placed:
        same = [each for each in placed if each.key == figure.key and each is not figure]
        if figure.group.is_part:
            if figure.category in ("pow", "unclear"):
                continue
        elif _is_sum_of_sides(figure, placed) or (
            _is_total(figure, _same_people(figure, placed))
            or _is_rounding(figure, placed)
            or _is_loose(figure, placed)
        ):
            continue
        elif figure.category == "pow" and any(
            each.group.is_part
            and each.category in ("civilian", "child")
            and each.sentence is figure.sentence
            for each in same
        ):
            figure = replace(figure, category="unclear", flags=("includes_civilians",))
        repeated = next((at for at, each in enumerate(kept) if _is_repeat(figure, each)), None)
        if repeated is None:
            kept.append(figure)
        elif kept[repeated].category == "unclear":
            # "84 captives", told again as "84 servicemen".
            kept[repeated] = replace(figure, day=kept[repeated].day or figure.day)
    return kept


def _with_one_day(figures: list[_Figure], dated: dict[int, Day]) -> list[_Figure]:
    """Undated figures of a text that dates its exchange elsewhere take that day."""
    stated = {figure.day.start: figure for figure in figures if figure.day is not None}
    days_told = {figure.day.start: figure.day for figure in stated.values() if figure.day}
    days_told = days_told or {day.start: day for day in dated.values()}
    only = next(iter(days_told.values())) if len(days_told) == 1 else None
    if only is not None and only.precision > 3:
        only = None
    counted = {figure.sentence.index for figure in figures}
    told = [index for index, day in dated.items() if day == only and index not in counted]
    placed: list[_Figure] = []
    for figure in figures:
        if figure.day is None and only is not None and _may_share(figure, figures, told):
            placed.append(replace(figure, day=only))
        elif figure.status != "pending":
            placed.append(figure)
    return placed


def _may_share(figure: _Figure, figures: list[_Figure], told: Iterable[int]) -> bool:
    """The news may take a later day only from the same figures: "in August, 115 were swapped".

    Or from a sentence close behind that tells when "the swap took place", one of those in `told`.
    """
    dated = [each for each in figures if each.day is not None]
    if any(0 < index - figure.sentence.index <= 2 for index in told):
        return True
    if not dated or min(each.sentence.index for each in dated) <= figure.sentence.index:
        return True
    undated = {each.group.quantity.value for each in figures if each.day is None}
    return any(each.group.quantity.value in undated for each in dated)


def _is_total(figure: _Figure, same: Iterable[_Figure]) -> bool:
    parts = {
        (each.category, each.group.quantity.value)
        for each in same
        if each.category not in (figure.category, "unclear") or figure.category == "unclear"
    }
    parts = {part for part in parts if part[0] != "unclear"}
    return len(parts) > 1 and sum(value or 0 for _, value in parts) == figure.group.quantity.value


def _same_people(figure: _Figure, others: Iterable[_Figure]) -> list[_Figure]:
    """Figures of the same direction and day; one without a day may be of any."""
    return [
        each
        for each in others
        if each is not figure
        and each.key[1:] == figure.key[1:]
        and (each.day is None or figure.day is None or each.key == figure.key)
    ]


def _is_sum_of_sides(figure: _Figure, others: Iterable[_Figure]) -> bool:
    """ "The remains of 802 soldiers", when 45 went one way and 757 the other."""
    sides = {
        (each.to_party, each.group.quantity.value)
        for each in others
        if each.to_party is not None
        and each.category == figure.category
        and not each.group.is_part
        and (each.day is None or figure.day is None or each.day.start == figure.day.start)
    }
    return (
        figure.to_party is None
        and {side for side, _ in sides} == set(_OTHER)
        and sum(value or 0 for _, value in sides) == figure.group.quantity.value
    )


def _is_rounding(figure: _Figure, others: Iterable[_Figure]) -> bool:
    """ "More than 200 each", "nearly 180 in all" beside exact figures of the same day."""
    return _qualifier(figure.group.quantity) != "exact" and any(
        _qualifier(each.group.quantity) == "exact" and each.key[0] == figure.key[0]
        for each in others
    )


def _is_loose(figure: _Figure, others: Iterable[_Figure]) -> bool:
    """A figure for nobody in particular that a direction repeats, or that has no day."""
    if figure.basis == "per_side":
        return False
    if figure.basis == "unclear" and figure.day is not None and figure.day.precision > 3:
        return True
    return any(
        each.to_party is not None
        and each.key[0] == figure.key[0]
        and each.group.quantity.value == figure.group.quantity.value
        for each in others
    )


def _is_repeat(figure: _Figure, other: _Figure) -> bool:
    return (
        figure.key == other.key
        and figure.group.quantity.value == other.group.quantity.value
        and (figure.category == other.category or "unclear" in (figure.category, other.category))
    )


def _mediators(reading: AnnotatedText) -> list[str]:
    """States and bodies named beside a word of mediation, with those listed beside them."""
    found: set[str] = set()
    for sentence in reading.sentences:
        marks = sentence.of("mediation")
        if not marks:
            continue
        named = [actor for actor in actors(reading, sentence) if not actor.is_seat]
        near = [
            actor
            for actor in named
            if any(-3 <= actor.first - mark.last <= 4 for mark in marks)
            or any(0 <= mark.first - actor.last <= 5 for mark in marks)
        ]
        for actor in named:
            if any(abs(actor.last - other.first) <= 3 for other in near):
                near.append(actor)
        found.update(actor.iso3 for actor in near if actor.iso3 not in _OTHER)
    return sorted(found)


def _qualifier(quantity: Quantity) -> str:
    """ "Some 103 soldiers" is an exact figure; "some 100" is not."""
    is_round = not quantity.value or quantity.value % 10 == 0 or quantity.upper is not None
    return "exact" if quantity.qualifier == "about" and not is_round else quantity.qualifier


def _claim(reading: AnnotatedText, figure: _Figure, mediators: list[str]) -> Claim:
    group, day = figure.group, figure.day
    value, qualifier = group.quantity.value, _qualifier(group.quantity)
    cited = speaker(reading, figure.sentence)
    evidence: list[Evidence] = [
        reading.evidence("count", group.quantity.first, group.quantity.last),
        reading.evidence("category", group.first, group.last),
    ]
    if day is not None and day.last > day.first:
        evidence.append(reading.evidence("exchanged_stated", day.first, day.last))
    is_exact = qualifier == "exact"
    return Claim(
        "exchanges",
        {
            "exchanged_stated": day.start if day else None,
            "time_precision": day.precision if day else None,
            "to_party": figure.to_party,
            "category": figure.category,
            "count": value if is_exact else None,
            "count_low": value if qualifier == "at_least" else None,
            "count_high": value if qualifier == "up_to" else None,
            "count_qualifier": qualifier,
            "count_basis": figure.basis,
            "is_aggregate": False,
            "mediators": mediators,
            "attributed_to": cited.name if cited else None,
            "reporting_side": cited.side if cited else None,
            "flags": list(figure.flags),
        },
        tuple(evidence),
    )
