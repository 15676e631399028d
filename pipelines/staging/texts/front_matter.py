"""The header of a text file: YAML front matter, or lines of `Key: value`.

Fields get the same names whatever the tool calls them. Parsing dates does not belong here
(publication_date.py).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from yaml.composer import ComposerError

from pipelines.staging.document import Unreadable

ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical", "permalink"),
    "publisher": ("publisher", "site", "site_name", "outlet", "channel"),
    "published": (
        "published_at", "published", "date_published", "pubdate", "published_on", "date",
    ),
    "edited": ("edited_at", "edited", "modified", "updated"),
    "lang": ("lang", "language"),
    "author": ("author", "authors", "by", "byline"),
}  # fmt: skip
"""Our field -> keys it may have in a header; the first key present is used."""

_KNOWN = {"source", *(key for keys in ALIASES.values() for key in keys)}

LONGEST = 1 << 14
"""Longest front matter that is read, in characters."""

DEEPEST = 8
"""How many lists and mappings may be nested in front matter."""

_FENCE = re.compile(r"^---[ \t]*(?:\n|$)", re.MULTILINE)
_LINE = re.compile(r"([A-Za-z_][A-Za-z_ -]{0,20}):[ \t]+(\S.*)")


class _FlatLoader(yaml.BaseLoader):
    """YAML whose values are all text, without aliases, and not nested deeper than `DEEPEST`.

    A few aliases of aliases mean more values than any memory holds.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise ComposerError(
                None, None, f"the alias *{event.anchor} is not allowed here", event.start_mark
            )
        self.depth += 1
        if self.depth > DEEPEST:
            raise ComposerError(
                None, None, f"nested more than {DEEPEST} levels deep", event.start_mark
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


@dataclass(frozen=True)
class Header:
    """Fields under our names, and all others as JSON; null if there are no others."""

    fields: Mapping[str, str]
    extra: str | None

    def get(self, name: str) -> str | None:
        """A field's value; null if it is not given."""
        return self.fields.get(name)


def split_header(name: str, text: str) -> tuple[Header, str]:
    """Header and body of a text; the header is empty if the text has none.

    `name`: the file, for messages. Raises `Unreadable` for front matter that is not closed or not a
    YAML mapping.
    """
    if _FENCE.match(text):
        return _front_matter(name, text)
    given: dict[str, str] = {}
    rest = text
    while (found := _LINE.match(rest)) and len(given) < len(_KNOWN):
        key = _key(found.group(1))
        if key not in _KNOWN or key in given:
            break
        given[key] = found.group(2).strip()
        rest = rest[found.end() :].removeprefix("\n")
    if given and rest.strip() and not rest.startswith("\n"):
        given, rest = {}, text  # a sentence that looks like a field; the text has no header
    return _header(given), rest.strip("\n")


def _front_matter(name: str, text: str) -> tuple[Header, str]:
    start = text.index("\n") + 1 if "\n" in text else len(text)
    closing = _FENCE.search(text, start, start + LONGEST)
    if closing is None:
        raise Unreadable(f"{name}: front matter opens on line 1 with --- and is never closed")
    try:
        given = yaml.load(text[start : closing.start()], Loader=_FlatLoader)
    except yaml.YAMLError as error:
        first = str(error).splitlines()[0][:200]
        raise Unreadable(f"{name}: front matter is not YAML: {first}") from error
    if not isinstance(given, dict | str | None) or (isinstance(given, str) and given):
        raise Unreadable(f"{name}: front matter is not made of `key: value` lines")
    fields = {_key(str(key)): value for key, value in (given or {}).items()}
    return _header(fields), text[closing.end() :].strip("\n")


def _header(given: Mapping[str, object]) -> Header:
    fields: dict[str, str] = {}
    taken: set[str] = set()
    for field, keys in ALIASES.items():
        for key in keys:
            words = _words(given.get(key))
            if words and field not in fields:
                fields[field] = words
                taken.add(key)
    source = _words(given.get("source"))
    field = "url" if source.lower().startswith(("http://", "https://")) else "publisher"
    if source and field not in fields:
        fields[field] = source
        taken.add("source")
    left = {key: value for key, value in given.items() if key not in taken}
    return Header(fields, json.dumps(left, ensure_ascii=False, default=str) if left else None)


def _words(value: object) -> str:
    """A field's value as text: lists are joined, wiki brackets removed."""
    if value is None:
        return ""
    parts = value if isinstance(value, list) else [value]
    words = "; ".join(part for part in parts if isinstance(part, str))
    return words.replace("[[", "").replace("]]", "").strip()


def _key(words: str) -> str:
    return re.sub(r"[ -]+", "_", words.strip().lower())
