"""Extracts text from HTML: paragraphs of a fragment, and the main text of a page.

Menus, asides, captions, lists of links and scripts are left out. The metadata of a page does not
belong here (articles.py).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

DEEPEST = 10_000
"""Deepest nesting that is parsed; the time grows with its square."""

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
_BESIDE = _names("aside figcaption figure footer form header nav time address")
_BESIDE_ROLES = _names("banner complementary contentinfo dialog navigation search toolbar")
_BESIDE_WORDS = _names(
    "ad ads advert advertisement aside author banner bio breadcrumb breadcrumbs byline caption "
    "comment comments consent cookie cookies credit disqus footer hidden infobox menu modal nav "
    "navbar navigation newsletter outbrain paywall popular popup promo recommended recommendation "
    "recommendations related share sharing sidebar signup social sponsored subscribe subscription "
    "taboola taglist tags toc toolbar trending widget"
)
_MAIN = ('[itemprop~="articleBody"]', "article", "main", '[role="main"]')
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


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
    depth = 0
    for tag in _TAG.finditer(html):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > DEEPEST:
            raise TooDeep(f"more than {DEEPEST} tags are open at once; no page is nested so deeply")
    try:
        return LexborHTMLParser(html)
    except SelectolaxError as error:  # the standard leaves no page unparsed; only memory can
        raise MemoryError(str(error)) from error


def plain(html: str) -> str:
    """The text of a fragment, with a blank line between paragraphs."""
    body = parse(html).body
    return joined(list(blocks(body))) if body is not None else ""


def main_text(page: LexborHTMLParser) -> list[Block]:
    """Paragraphs of a page's main text; empty if it has no running text."""
    if page.body is None:
        return []
    lengths = _lengths(page.body)
    for root in _roots(page, page.body, lengths):
        beside = _beside(lengths, lengths[root.mem_id] / 2)
        found = [block for block in blocks(root, beside) if block.linked < MOSTLY_LINKS]
        if sum(len(block.text) * (1 - block.linked) for block in found) >= FEWEST_LETTERS:
            return found
    return []


def joined(found: list[Block]) -> str:
    """Paragraphs with a blank line between them; items of one list on lines of their own."""
    parts: list[str] = []
    for place, block in enumerate(found):
        if place:
            is_list = block.tag == "li" and found[place - 1].tag == "li"
            parts.append("\n" if is_list else "\n\n")
        parts.append(f"• {block.text}" if block.tag == "li" else block.text)
    return "".join(parts)


def blocks(root: LexborNode, is_beside: Callable[[LexborNode], bool] | None = None) -> list[Block]:
    """Paragraphs below an element in reading order, without scripts and side elements."""
    found: list[Block] = []
    words: list[tuple[str, bool]] = []
    open_blocks = [root.tag or ""]
    links = 0

    def close() -> None:
        block = _block(open_blocks[-1], words)
        if block is not None:
            found.append(block)
        words.clear()

    for is_entering, node in _walk(root, is_beside):
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


def _walk(
    root: LexborNode, is_beside: Callable[[LexborNode], bool] | None
) -> Iterator[tuple[bool, LexborNode]]:
    """(whether it is entered, node) in reading order, without recursion."""
    path: list[LexborNode] = []
    node = root.first_child
    while node is not None or path:
        if node is None:
            node = path.pop()
            yield False, node
            node = node.next
            continue
        is_read = node.tag not in _UNREAD and not (
            is_beside is not None and node.is_element_node and is_beside(node)
        )
        if is_read:
            yield True, node
        if is_read and node.first_child is not None:
            path.append(node)
            node = node.first_child
            continue
        if is_read:
            yield False, node
        node = node.next


def _roots(
    page: LexborHTMLParser, body: LexborNode, lengths: dict[int, int]
) -> Iterator[LexborNode]:
    """Elements that may contain the main text, the likeliest first."""
    for selector in _MAIN:
        candidates = [node for node in body.css(selector) if node.mem_id in lengths]
        if candidates:
            yield max(candidates, key=lambda node: lengths[node.mem_id])
    densest = _densest(body, lengths)
    if densest is not None:
        yield densest
    yield body


def _densest(body: LexborNode, lengths: dict[int, int]) -> LexborNode | None:
    """The element whose paragraphs have most text; half of it also counts for the parent."""
    scores: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for paragraph in body.css("p"):
        around, share = paragraph.parent, 1.0
        length = lengths.get(paragraph.mem_id, 0)
        while around is not None and around.mem_id in lengths and share > 0.3:
            scores[around.mem_id] = scores.get(around.mem_id, 0.0) + share * length
            nodes[around.mem_id] = around
            around, share = around.parent, share / 2
    return nodes[max(scores, key=lambda key: scores[key])] if scores else None


def _beside(lengths: dict[int, int], half: float) -> Callable[[LexborNode], bool]:
    """A function that says whether an element is beside the main text, by tag, role or name.

    An element with at least half of all text is never beside the main text.
    """

    def is_beside(node: LexborNode) -> bool:
        attributes = node.attributes
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        if lengths.get(node.mem_id, 0) >= half:
            return False
        if node.tag in _BESIDE or attributes.get("role") in _BESIDE_ROLES:
            return True
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return any(part.lower() in _BESIDE_WORDS for part in _NAME_PARTS.findall(name))

    return is_beside


def _lengths(root: LexborNode) -> dict[int, int]:
    """Letters of text inside every element, by its place in memory."""
    lengths: dict[int, int] = {}
    total = 0
    before: list[int] = []
    for is_entering, node in _walk(root, None):
        if node.tag == "-text":
            total += len((node.text_content or "").strip()) if is_entering else 0
        elif is_entering:
            before.append(total)
        else:
            lengths[node.mem_id] = total - before.pop()
    lengths[root.mem_id] = total
    return lengths
