"""Finds the munition that a phrase names: "31-м ударним БпЛА типу Shahed", "2 × Х-59".

Reads the noun, its modifiers and models up to the end of the phrase, and derives their class.
"""

from pipelines.extraction.strikes import reach
from pipelines.extraction.strikes.counted import GROUPS, Item
from pipelines.extraction.strikes.marks import (
    ADJECTIVES,
    DASHES,
    ENDS,
    QUOTES,
    MarkedSentence,
    Part,
)
from pipelines.extraction.text.lexicon import Mark
from pipelines.extraction.text.tokens import BREAK, NUMBER, WORD
from pipelines.vocabulary.weapons import weapons

NO_OUTCOME = Mark("outcome", "", 0, 0)
_OPEN = frozenset(",/()-«»“”„\"'’")
_SIGNS = DASHES | {"×", "x", "х", "✖", "*"}
_UNSPECIFIC = ("missile", "guided_air", "anti_radar")


def name_munition(marked: MarkedSentence, item: Item, start: int) -> bool:
    """Name the munition of a phrase that begins at `start` and extend the item over the phrase.

    False, with the item as it was, where the phrase names none.
    """
    index, passed = _behind_sign(marked, start), 0
    while index < marked.last and index not in marked.part_at:
        if _is_inside(marked, index):
            index += 1
            continue
        if index > start and _is_elliptic(marked, item, index):
            return True
        if index not in marked.covered["side"]:
            if passed == reach.MODIFIERS or not _is_modifier(marked, index):
                return False
            passed += 1
        index += 1
    if index >= marked.last:
        return _is_elliptic(marked, item, index)
    parts = [marked.part_at[index]]
    end = _extend(marked, parts)
    _describe(marked, item, parts, start, end)
    item.last = end
    _mix(marked, item)
    return True


def _behind_sign(marked: MarkedSentence, start: int) -> int:
    """The munition of "2 × Х-59" and "16 - «Калібр»"; `start` where no sign precedes one."""
    if start >= marked.last or marked.tokens[start].norm not in _SIGNS:
        return start
    named = start + 1
    while named < marked.last and (
        marked.tokens[named].norm in QUOTES or marked.tokens[named].kind == BREAK
    ):
        named += 1
    return named if named in marked.part_at else start


def _is_inside(marked: MarkedSentence, index: int) -> bool:
    token = marked.tokens[index]
    return token.kind == BREAK or token.norm in QUOTES or index in marked.covered["weapon_mod"]


def _is_modifier(marked: MarkedSentence, index: int) -> bool:
    """Whether a word between number and noun describes the noun."""
    token = marked.tokens[index]
    if token.kind != WORD or index in marked.stops:
        return False
    if index in marked.outcome_tokens:
        # The "launched" of "five Russia-launched drones", and of "all 8 launched drones".
        return token.joined or marked.outcome_at.get(index, NO_OUTCOME).value == "launched"
    return marked.lang not in ("uk", "ru") or token.norm.endswith(ADJECTIVES)


def _is_elliptic(marked: MarkedSentence, item: Item, index: int) -> bool:
    """ "29 cruise missiles and 12 ballistic": the kind replaces the noun; names the item."""
    mod = next(
        (
            mark.value
            for mark in marked.of["weapon_mod"]
            if mark.last == index and GROUPS.get(mark.value) == "missile"
        ),
        None,
    )
    ends = index >= marked.last or marked.tokens[index].norm in ENDS
    linked = index in marked.covered["list_link"]
    if mod is None or item.quantity is None or not (ends or linked):
        return False
    item.weapon_class = "missile" if mod in _UNSPECIFIC else mod
    item.last = index
    return True


def _mix(marked: MarkedSentence, item: Item) -> None:
    """ "200 missiles and drones" counts both together."""
    if marked.lang != "en":
        return
    link, other = item.last, marked.part_at.get(item.last + 1)
    if item.quantity is None or other is None:
        return
    plain = other.weapon_id is None and not other.is_singular
    joined = link in marked.at["or_link"] or marked.tokens[link].norm == ","
    if plain and joined and GROUPS[other.weapon_class] != item.group:
        item.weapon_class, item.weapons, item.last = "air_target", (), other.last


def _extend(marked: MarkedSentence, parts: list[Part]) -> int:
    """Add the further models and kinds of the group of `parts[0]`; returns the phrase's end."""
    end = index = parts[0].last
    passed = 0
    while index < marked.last:
        part = marked.part_at.get(index)
        if part is not None:
            if not _joins(marked, parts[0], part):
                break
            parts.append(part)
            end = index = part.last
            passed = 0
            continue
        token = marked.tokens[index]
        behind = _behind_counted_bracket(marked, index) if token.norm == "(" else None
        if behind is not None:
            index = behind
            continue
        if not _continues(marked, index):
            break
        if token.kind == WORD and index not in marked.covered["list_link"]:
            passed += 1
            if passed > reach.MODELS_APART:
                break
        index += 1
    return end


def _joins(marked: MarkedSentence, head: Part, part: Part) -> bool:
    """Whether a munition behind another belongs to the same phrase."""
    group = GROUPS[part.weapon_class]
    if group != GROUPS[head.weapon_class] or group == "air_target":
        return False
    if part.is_singular and part.weapon_id is None:
        return marked.lang == "en"
    return True


def _behind_counted_bracket(marked: MarkedSentence, index: int) -> int | None:
    """The token behind a bracket at `index` that holds counts or opens with "including"."""
    close = marked.closing(index)
    if close is None or index in marked.quantity_at:
        return None
    inside = range(index + 1, close)
    counts = any(at in marked.quantity_at or at in marked.at["including"] for at in inside)
    return close + 1 if counts else None


def _continues(marked: MarkedSentence, index: int) -> bool:
    """Whether a token may come between the munitions of one phrase."""
    token = marked.tokens[index]
    if index in marked.quantity_at or token.kind == NUMBER:
        return False
    if token.norm == "(" and marked.closing(index) is None:
        return False
    if index in marked.outcome_tokens or index in marked.at["launch_cue"]:
        return False
    if token.kind == WORD:
        return index not in marked.at["indefinite"] and (
            index not in marked.stops or index in marked.covered["list_link"]
        )
    return token.norm in _OPEN or token.kind == BREAK


def _describe(marked: MarkedSentence, item: Item, parts: list[Part], start: int, end: int) -> None:
    """Give the item the class, models and side of a phrase in tokens [start, end)."""
    named = [part for part in parts if part.weapon_id is None]
    first = parts[0].first
    item.weapons = tuple(dict.fromkeys([part.weapon_id for part in parts if part.weapon_id]))
    item.side = marked.side_in(start, end)
    item.is_singular = len(parts) - len(named) <= 1 and (
        (len(named) == 1 and named[0].is_singular)
        or (not named and len(parts) == 1 and marked.lang == "en")
    )
    mods = _values_in(marked, "weapon_mod", start, end)
    nouns = [part.weapon_class for part in named]
    if "other" in mods or "other" in nouns or _values_in(marked, "third_country", start - 1, first):
        item.weapon_class = "other"
        return
    classes = {weapons()[one].weapon_class for one in item.weapons}
    group = GROUPS[parts[0].weapon_class]
    item.has_decoys = "decoy_drone" in {*mods, *nouns, *classes}
    if group == "drone":
        item.weapon_class = _drone_class(mods, nouns, classes)
    elif group == "missile":
        item.weapon_class = _missile_class(mods, nouns, classes)
    else:
        item.weapon_class = group


def _values_in(marked: MarkedSentence, kind: str, start: int, end: int) -> set[str]:
    """The values of the marks of a kind that begin in tokens [start, end)."""
    if kind not in marked.of:
        return set()
    return {mark.value for mark in marked.of[kind] if start <= mark.first < end}


def _drone_class(mods: set[str], nouns: list[str], classes: set[str]) -> str:
    """The class that modifiers, nouns and the classes of the models make."""
    recon = "recon_drone" in mods or "recon_drone" in nouns
    if recon or classes == {"recon_drone"}:
        return "recon_drone"
    return "decoy_drone" if set(nouns) == {"decoy_drone"} and not classes else "drone"


def _missile_class(mods: set[str], nouns: list[str], classes: set[str]) -> str:
    """The one kind that is stated, else that of the models, else just missile."""
    stated = {noun for noun in nouns if noun not in _UNSPECIFIC}
    stated |= {mod for mod in mods if GROUPS.get(mod) == "missile"}.difference(_UNSPECIFIC[1:])
    if len(stated) == 1:
        kind = stated.pop()
        if kind == "ballistic_missile" and classes == {"aeroballistic_missile"}:
            return "aeroballistic_missile"
        return kind
    return next(iter(classes)) if len(classes) == 1 else "missile"
