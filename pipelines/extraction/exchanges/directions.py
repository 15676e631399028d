"""Finds the side that received each group of people, with the patterns of patterns.yml.

Which words mean which direction belongs to the table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from pipelines.extraction.exchanges.people import (
    OTHER_SIDE,
    OWN_SIDE,
    SIDE_OF,
    TABLE,
    Group,
    groups,
    groups_of,
    line_of,
)
from pipelines.extraction.sentence.actors import SIDE_OF as SIDE_NAMES
from pipelines.extraction.sentence.attribution import cited_claimant
from pipelines.extraction.sentence.patterns import Match, Pattern, Written, compiled, table
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

_QUOTED_SENTENCES = 3  # a quotation has its speaker within two sentences
_STATE_OF = {side: state for state, side in SIDE_NAMES.items()}
_LINKS = (",", "and", ", and", "и", "та", "і", "й")


@dataclass(frozen=True, slots=True)
class Directed:
    """A group with the side that received it; `basis` is per_side, total or unclear."""

    group: Group
    to_party: str | None
    basis: str


class _Known(NamedTuple):
    """The language of a sentence, the side that is at home in it, and the last direction before."""

    lang: str
    home: str | None
    previous: str | None


def directed(text: AnnotatedText, sentence: Sentence, previous: str | None) -> list[Directed]:
    """The groups of a sentence with their directions; groups without a direction are dropped.

    `previous` is the last direction of a sentence shortly before, which "in return" reverses.
    """
    line = line_of(text, sentence)
    known = _Known(text.lang, _home(text, sentence), previous)
    found: list[Directed] = []
    undirected: list[Group] = []
    counted = groups_of(text, line)
    for group in counted:
        shown = _shown(line, counted, group, found)
        if group.is_too_many or _has_row(text.lang, shown, "refused"):
            continue
        is_part = group.is_part or _is_part(text.lang, shown, group, found)
        group = replace(group, is_part=is_part)
        is_alone = bool(undirected) and undirected[-1].end < group.start
        sides = _directions(known, shown, group, found)
        if is_alone and line.text[undirected[-1].end : group.start].strip() in _LINKS:
            # "270 soldiers and 120 civilians of Ukraine were returned": the direction of both.
            found.extend(replace(each, group=undirected[-1]) for each in sides)
        undirected = [] if sides or group.kind == "bare" or group.is_part else [group]
        found.extend(sides)
    return found


def _home(text: AnnotatedText, sentence: Sentence) -> str | None:
    """The side of who says that people are home, else that of the text's language.

    Who is quoted may be named behind the quotation.
    """
    for each in text.sentences[sentence.index : sentence.index + _QUOTED_SENTENCES]:
        claimant = cited_claimant(text, each) if each.paragraph == sentence.paragraph else None
        if claimant is not None and claimant.side in _STATE_OF:
            return _STATE_OF[claimant.side]
        if each.has("said"):
            break
    return OWN_SIDE.get(text.lang)


def is_excluded(text: AnnotatedText, sentence: Sentence, group: Group) -> bool:
    """Whether a sentence says that a group was not handed over in one exchange."""
    line = line_of(text, sentence)
    shown = _shown(line, groups_of(text, line), group)
    return group.is_too_many or _has_row(text.lang, shown, "refused")


def is_sum(text: AnnotatedText, sentence: Sentence, is_behind: bool) -> bool:
    """Whether a sentence counts people over a longer time, or goes on with the one before."""
    before = text.sentences[sentence.index - 1]
    is_same = "\n" not in text.quote(before.first, sentence.first + 1)
    is_part = any(mark.first <= sentence.first + 1 for mark in sentence.of("sub_count"))
    if is_behind:
        return not sentence.whens and (is_same or is_part)
    counted = [group for group in groups(text, sentence) if group.kind == "counted"]
    is_large = any(group.is_too_many for group in counted)
    return is_large or (bool(counted) and has_words(text, sentence, "total_time"))


def has_words(text: AnnotatedText, sentence: Sentence, name: str) -> bool:
    """Whether a sentence has any words of the table under a name: "plan", "total_time"."""
    listed = table(TABLE)["words"].get(text.lang, {}).get(name, "(?!)")
    return re.search(rf"(?<!\S)(?:{listed})(?!\S)", line_of(text, sentence).text) is not None


def _shown(
    line: Written, counted: Sequence[Group], group: Group, found: Sequence[Directed] = ()
) -> str:
    """The sentence with this group as G, others with a noun or a direction as H."""
    shown, end = "", 0
    known = {each.group.start for each in found}
    for each in counted:
        is_shown = each == group or each.kind != "bare" or each.start in known
        if each.start >= end and is_shown:
            shown += line.text[end : each.start] + ("G" if each == group else "H")
            end = each.end
    return shown + line.text[end:]


def _is_part(lang: str, shown: str, group: Group, found: Sequence[Directed]) -> bool:
    """Whether a number is a part of one before, or explains it: "215 prisoners, 205 Ukrainians"."""
    is_less = bool(found) and group.count < found[-1].group.count
    is_next = group.category == "unclear" and re.search(r"H [,–—:(] G", shown) is not None
    return (is_next and is_less) or _has_row(lang, shown, "part")


def _has_row(lang: str, shown: str, means: str) -> bool:
    rows = (pattern for row, pattern in patterns(lang) if row["means"] == means)
    return any(next(pattern.matches(shown), None) is not None for pattern in rows)


def _directions(
    known: _Known, shown: str, group: Group, found: Sequence[Directed]
) -> list[Directed]:
    earlier = found[-1].to_party if found else known.previous
    if group.kind == "formula":
        return [Directed(group, side, "per_side") for side in OTHER_SIDE]
    if group.is_part and group.kind == "bare":
        return []
    if group.is_part and (group.nation is None or group.category in ("pow", "remains")):
        # A part of a figure that was not understood, or of one for both sides, has no side.
        same = [each for each in found if each.group == found[-1].group]
        if not found and known.previous and group.category in ("civilian", "child"):
            return [Directed(group, known.previous, "per_side")]
        return [replace(each, group=group) for each in same] if len(same) == 1 else []
    rows = (row for row in patterns(known.lang) if group.kind != "bare" or "bare" in row[0])
    for row, match in ((row, match) for row, each in rows for match in each.matches(shown)):
        if row["means"] == "both":
            return [Directed(group, side, "per_side") for side in OTHER_SIDE]
        if row["means"] == "same" and found:
            same = [each for each in found if each.group == found[-1].group]
            return [replace(each, group=group) for each in same]
        if row["means"] in ("total", "unclear"):
            return [Directed(group, None, row["means"])] if group.qualifier == "exact" else []
        side = known.home if row["means"] == "home" else _side(row["means"], match, group, earlier)
        if side is not None:
            if row["means"] == "opposite" and found and found[-1].group.category == "remains":
                # "a thousand bodies in return for 26 soldiers": bodies are exchanged for bodies.
                group = replace(group, category="remains")
            return [Directed(group, side, "per_side")]
    return []


def _side(means: str, match: Match, group: Group, earlier: str | None) -> str | None:
    """The side that a row means; None where it needs what the sentence does not have."""
    if means == "own":
        return group.nation
    if means == "opposite":
        return OTHER_SIDE[earlier] if earlier is not None else None
    if means not in ("state", "other"):
        return None
    letter = match.letter("side", "state", "dative", "adj")
    side = SIDE_OF[letter] if letter is not None else None
    return side if means == "state" or side is None else OTHER_SIDE[side]


@cache
def patterns(lang: str) -> list[tuple[dict[str, Any], Pattern]]:
    """The rows of the table with their compiled patterns, in order; none for other languages."""
    known = table(TABLE)["words"]
    if lang not in OWN_SIDE and lang != "en":
        return []
    slots = table(TABLE)["slots"]
    return [
        (row, compiled(pattern.replace("{people}", "«G»"), slots, known["any"] | known[lang]))
        for row in table(TABLE)["rows"]
        for of in ("any", lang)
        for pattern in row.get(of, ())
    ]
