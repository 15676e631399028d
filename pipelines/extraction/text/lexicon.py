"""The words extraction knows, compiled once a language into one matcher.

Every CSV in `lexicons/` is read, whatever its name: columns `lang` (en, uk, ru, de, it or * for
all, - for none of the matchers), `kind`, `value`, `forms`. Forms are separated by `|`;
`stem~name` stands for the stem with each ending of that name in `lexicons/endings.csv`. Hyphens
and quotation marks never matter in a form. A family adds words by adding a CSV with kinds of its
own; they appear as marks of a sentence. Weapon names come from
`pipelines/vocabulary/weapon_aliases.csv`. No grammar here.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from pipelines.extraction.text.tokens import BREAK, Token, tokenise, word_norm

LEXICONS = Path(__file__).parents[1] / "lexicons"
VOCABULARY = Path(__file__).parents[2] / "vocabulary"
LANGUAGES = ("en", "uk", "ru", "de", "it", "es", "fr", "pt", "pl")
_LONG_WORD = re.compile(r"\w\w\w+")
_QUOTES = frozenset("«»“”„\"'‘’")
_LOOKALIKES = str.maketrans("acehikmoptxyb", "асенікмортхув")
_BACK = str.maketrans("асенікмортхув", "acehikmoptxyb")


class Mark(NamedTuple):
    """A known form found in tokens [first, last): `kind` of word and its `value`."""

    kind: str
    value: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Weapon:
    """One row of the weapon vocabulary."""

    weapon_id: str
    name: str
    weapon_class: str
    weapon_group: str


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"]
    entries: dict[str, list[str]]


class Lexicon:
    """All forms of one language; `marks` finds them in a run of tokens."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._root: dict[str, _Node] = {}
        for kind, value, form in entries:
            self._add(kind, value, form)

    def marks(self, tokens: list[Token], first: int, last: int) -> list[Mark]:
        """Every longest form of each kind within tokens [first, last), in order of place."""
        found: list[Mark] = []
        root = self._root
        covered: dict[str, int] = {}
        for start in range(first, last):
            node = root.get(tokens[start].norm)
            if node is None:
                continue
            if not node.children:
                for kind, values in node.entries.items():
                    if covered.get(kind, 0) <= start:
                        covered[kind] = start + 1
                        found.extend([Mark(kind, value, start, start + 1) for value in values])
                continue
            self._longest(tokens, start, last, node, covered, found)
        return found

    def _longest(
        self,
        tokens: list[Token],
        start: int,
        last: int,
        node: "_Node | None",
        covered: dict[str, int],
        found: list[Mark],
    ) -> None:
        """Add the longest form of each kind that begins at `start`."""
        best: dict[str, tuple[int, list[str]]] = {}
        end = start + 1
        while node is not None:
            for kind, values in node.entries.items():
                best[kind] = (end, values)
            following = end
            while following < last and tokens[following].norm in _QUOTES:
                following += 1
            if not node.children or following >= last:
                break
            node = node.children.get(tokens[following].norm)
            end = following + 1
        for kind, (stop, values) in best.items():
            if stop > covered.get(kind, 0):
                covered[kind] = stop
                found.extend([Mark(kind, value, start, stop) for value in values])

    def speaks_in(self, text: str) -> bool:
        """Whether any word of three letters or more could begin a form; ends at the first."""
        words = (word_norm(match.group()) for match in _LONG_WORD.finditer(text))
        return any(word in self._root for word in words)

    def knows(self, norm: str) -> bool:
        """Whether any form begins with this word."""
        return norm in self._root

    def _add(self, kind: str, value: str, form: str) -> None:
        words = [
            token.norm
            for token in tokenise(form)
            if token.kind != BREAK and token.norm not in _QUOTES
        ]
        if not words:
            raise ValueError(f"lexicon: {kind}={value} has an empty form")
        children = self._root
        node = None
        for word in words:
            node = children.get(word)
            if node is None:
                node = children[word] = _Node({}, {})
            children = node.children
        assert node is not None
        values = node.entries.setdefault(kind, [])
        if value not in values:
            values.append(value)


@cache
def lexicon(lang: str) -> Lexicon:
    """The compiled lexicon of a language, with the forms that hold for every language."""
    return Lexicon(_entries(lang))


@cache
def abbreviations(lang: str) -> frozenset[str]:
    """Words after which a full stop does not end a sentence."""
    rows = [row for row in _rows() if row[1] == "abbreviation" and row[0] in (lang, "*")]
    return frozenset(form for row in rows for form in row[3].split("|"))


@cache
def weapons() -> dict[str, Weapon]:
    """The weapon vocabulary by id."""
    with (VOCABULARY / "weapons.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["weapon_id"]: Weapon(
                row["weapon_id"], row["name"], row["weapon_class"], row["weapon_group"]
            )
            for row in csv.DictReader(lines)
        }


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the place vocabulary; `adm1_pcode` is empty outside Ukraine."""

    place_id: str
    kind: str
    name_en: str
    iso3: str
    adm1_pcode: str


@cache
def places() -> dict[str, Place]:
    """The place vocabulary by id."""
    with (VOCABULARY / "places.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["place_id"]: Place(
                row["place_id"], row["kind"], row["name_en"], row["iso3"], row["adm1_pcode"]
            )
            for row in csv.DictReader(lines)
        }


@cache
def words(kind: str, lang: str = "*") -> frozenset[str]:
    """The single-word forms of one kind, as normalised tokens."""
    return frozenset(
        form for row_kind, _value, form in _entries(lang) if row_kind == kind and " " not in form
    )


def _entries(lang: str) -> Iterator[tuple[str, str, str]]:
    endings = _endings()
    for row_lang, kind, value, forms in _rows():
        if kind == "abbreviation" or row_lang not in (lang, "*"):
            continue
        for form in forms.split("|"):
            for spelled in _spelled(form.strip(), endings):
                yield kind, value, spelled
    with (VOCABULARY / "weapon_aliases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["lang"] in (lang, "*"):
                for spelled in _both_alphabets(row["alias"]):
                    yield "weapon", row["weapon_id"], spelled


@cache
def _rows() -> tuple[tuple[str, str, str, str], ...]:
    rows: list[tuple[str, str, str, str]] = []
    for path in sorted(LEXICONS.glob("*.csv")):
        if path.name == "endings.csv":
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rows.append((row["lang"], row["kind"], row["value"], row["forms"]))
    return tuple(rows)


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    with (LEXICONS / "endings.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["name"]: tuple("" if end == "-" else end for end in row["endings"].split())
            for row in csv.DictReader(lines)
        }


def _spelled(form: str, endings: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Write out every `stem~name` of a form; an unknown name is an error."""
    choices: list[list[str]] = []
    for word in form.split(" "):
        stem, mark, name = word.partition("~")
        if not mark:
            choices.append([word])
        elif name in endings:
            choices.append([stem + end for end in endings[name]])
        else:
            raise ValueError(f"lexicons: no endings named {name!r} (in {form!r}); see endings.csv")
    yield from (" ".join(words) for words in product(*choices))


def _both_alphabets(alias: str) -> set[str]:
    """Model letters that look alike are written in either alphabet: C-300 and С-300, X and Х."""
    spellings = {alias}
    for table in (_LOOKALIKES, _BACK):
        folded = alias.lower().translate(table)
        if _one_script(folded):
            spellings.add(folded)
    return spellings


def _one_script(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in letters)
    return cyrillic in (0, len(letters))
