"""Extracts text from HTML: paragraphs of a fragment, and the main text of a page.

trafilatura finds the main text; menus, captions and lists of links are not part of it. The metadata
of a page does not belong here (articles.py).
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

DEEPEST = 10_000
"""Deepest nesting that is parsed; the time grows with its square."""

DEEPEST_PAGE = 250
"""Nesting beyond which trafilatura's parser, libxml2, gives up a page."""

FEWEST_LETTERS = 60
"""Letters outside links below which a page has no main text."""

MOSTLY_LINKS = 0.6
"""Share of letters inside links above which a paragraph only points to other pages."""

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_SELF_CLOSED = "p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|html|head|body"
_TAG = re.compile(rf"<(/?)(?!(?:{_VOID}|{_SELF_CLOSED})\b)[a-z][a-z0-9-]{{0,30}}\b", re.IGNORECASE)


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_UNREAD = _names(
    "audio button canvas dialog embed iframe input math noscript object script select style svg "
    "template textarea title video"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item; `linked` is the share of its letters inside links."""

    tag: str
    text: str
    linked: float


class TooDeep(ValueError):
    """HTML that is nested too deeply to parse."""


def parse(html: str) -> LexborHTMLParser:
    """A parsed page or fragment; raises `TooDeep` if parsing would take minutes.

    Raises `MemoryError` if the page has more elements than memory allows.
    """
    if _depth(html) > DEEPEST:
        raise TooDeep(f"more than {DEEPEST} tags are open at once; no page is nested so deeply")
    try:
        return LexborHTMLParser(html)
    except SelectolaxError as error:  # the standard leaves no page unparsed; only memory can
        raise MemoryError(str(error)) from error


def _depth(html: str) -> int:
    """The largest number of tags that are open at once; counting ends beyond `DEEPEST`."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def plain(html: str) -> str:
    """The text of a fragment, with a blank line between paragraphs."""
    body = parse(html).body
    return joined(list(blocks(body))) if body is not None else ""


def main_text(html: str) -> list[Block]:
    """Paragraphs of a page's main text, in order; empty if it has no running text.

    Paragraphs that consist mostly of links are left out. Raises `TooDeep`, and `MemoryError` like
    `parse`.
    """
    import trafilatura  # a quarter of a second to import, needed only for pages
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # the caller says what is missing
    options = Extractor(output_format="html", precision=True, comments=False, links=True)
    options.min_extracted_size = FEWEST_LETTERS  # for less, it would take every word of the page
    found = trafilatura.extract(html, options=options)
    body = parse(found).body if found is not None else None
    if body is None:
        if _depth(html) > DEEPEST_PAGE:
            raise TooDeep(f"more than {DEEPEST_PAGE} tags are open at once; its text is not found")
        return []
    kept = [block for block in blocks(body) if block.linked < MOSTLY_LINKS]
    letters = sum(len(block.text) * (1 - block.linked) for block in kept)
    return kept if letters >= FEWEST_LETTERS else []


def joined(found: list[Block]) -> str:
    """Paragraphs with a blank line between them; items of one list on lines of their own."""
    parts: list[str] = []
    for place, block in enumerate(found):
        if place:
            is_list = block.tag == "li" and found[place - 1].tag == "li"
            parts.append("\n" if is_list else "\n\n")
        parts.append(f"• {block.text}" if block.tag == "li" else block.text)
    return "".join(parts)


def blocks(root: LexborNode) -> list[Block]:
    """Paragraphs below an element in reading order, without scripts and pictures."""
    found: list[Block] = []
    words: list[tuple[str, bool]] = []
    open_blocks = [root.tag or ""]
    links = 0

    def close() -> None:
        block = _block(open_blocks[-1], words)
        if block is not None:
            found.append(block)
        words.clear()

    for is_entering, node in _walk(root):
        tag = node.tag or ""
        if tag == "-text":
            if is_entering:
                words.append((node.text_content or "", links > 0))
        elif tag == "br":
            if is_entering:
                words.append(("\r", links > 0))
        elif tag == "a":
            links += 1 if is_entering else -1
        elif tag in _BLOCKS:
            close()
            if is_entering:
                open_blocks.append(tag)
            elif len(open_blocks) > 1:
                open_blocks.pop()
    close()
    return found


def _block(tag: str, words: list[tuple[str, bool]]) -> Block | None:
    letters = sum(len(text.strip()) for text, _ in words)
    if not letters:
        return None
    linked = sum(len(text.strip()) for text, is_linked in words if is_linked)
    # A line break of the source is a space; only <br> (carried as \r) breaks a line.
    lines = "".join(text for text, _ in words).split("\r")
    text = "\n".join(" ".join(line.split()) for line in lines)
    return Block(tag, re.sub(r"\n{3,}", "\n\n", text).strip(), linked / letters)


def _walk(root: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """(whether it is entered, node) in reading order, without recursion."""
    path: list[LexborNode] = []
    node = root.first_child
    while node is not None or path:
        if node is None:
            node = path.pop()
            yield False, node
            node = node.next
            continue
        is_read = node.tag not in _UNREAD
        if is_read:
            yield True, node
        if is_read and node.first_child is not None:
            path.append(node)
            node = node.first_child
            continue
        if is_read:
            yield False, node
        node = node.next
