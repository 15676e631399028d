"""Articles as plain text, Markdown, a saved page or a feed; one row per article.

Plain text may begin with front matter or with lines of `Key: value` (front_matter.py). A page
without running text, a header that is not closed and an invalid date are refused. The claims of an
article do not belong here (claims.py).
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.texts.front_matter import Header, split_header
from pipelines.staging.texts.html import Block, TooDeep, joined, main_text, parse, plain
from pipelines.staging.texts.text import Refused, Text, clean, dated, host, reading

LONGEST_TITLE = 300
"""Longest first line, in characters, that is treated as a title."""

SUFFIXES = {
    ".txt": "plain", ".md": "markdown", ".html": "page", ".htm": "page",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip


_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)


def read(document: Document) -> ParsedDocument:
    """Rows of one file; raises `Unreadable` if it contains no article."""
    form = SUFFIXES["." + document.name.rsplit(".", 1)[-1].lower()]
    if form == "feed":
        return _feed(document)
    article = {"plain": _plain, "markdown": _markdown, "page": _page}[form]
    try:
        return reading([article(document)])
    except (Refused, TooDeep) as error:
        raise Unreadable(f"{document.name}: {error}") from error


def _plain(document: Document) -> Text:
    header, body = split_header(document.name, clean(document.text()))
    return _written(document, header, body)


def _markdown(document: Document) -> Text:
    header, body = split_header(document.name, clean(document.text()))
    return _written(document, header, _without_marks(body))


def _written(document: Document, header: Header, body: str) -> Text:
    """The row of a text file; its first line is the title if no header gives one."""
    title = header.get("title")
    first = body.split("\n", 1)[0].strip()
    if title is None and len(first) <= LONGEST_TITLE:
        title = first or None
    if not body.strip():
        raise Unreadable(f"{document.name}: there is no text below the header")
    url = header.get("url")
    return Text(
        locator="1",
        kind="article",
        text=_titled(title, body),
        title=title,
        url=url,
        publisher=header.get("publisher") or host(url),
        author=header.get("author"),
        edited_at=dated(header.get("edited"))["published_at"],
        lang=header.get("lang"),
        extra=header.extra,
        **dated(header.get("published")),
    )


def _titled(title: str | None, body: str) -> str:
    """The title and the text below it; the title is not repeated if the text begins with it."""
    if title is None or _folded(body[: 2 * len(title) + 20]).startswith(_folded(title)):
        return body
    return f"{title}\n\n{body}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_marks(body: str) -> str:
    """Markdown as plain text: links keep their words, pictures and captions are removed."""
    body = _without(body, "<!--", "-->")
    body = re.sub(r"!\[[^][\n]{0,500}\]\([^()\n]{0,2000}\)", "", body)
    body = re.sub(r"\[([^][\n]{0,500})\]\([^()\n]{0,2000}\)", r"\1", body)
    body = re.sub(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", "", body, flags=re.MULTILINE)
    body = re.sub(r"\*\*|__", "", body)
    return re.sub(r"\n{3,}", "\n\n", body).strip()


def _without(text: str, opening: str, closing: str) -> str:
    """A text without the passages between two marks; an unclosed passage runs to the end."""
    kept: list[str] = []
    start = 0
    while (found := text.find(opening, start)) >= 0:
        kept.append(text[start:found])
        end = text.find(closing, found)
        if end < 0:
            return "".join(kept)
        start = end + len(closing)
    return "".join([*kept, text[start:]])


def _page(document: Document) -> Text:
    html = clean(_decoded(document))
    page = parse(html)
    found = main_text(html)
    if not found:
        raise Refused("the page has no running text; save the article itself, not a list of links")
    about = _about(page)
    title = about.get("title")
    url = about.get("url")
    return Text(
        locator="1",
        kind="article",
        text=_titled(title, joined(_without_title(found, title))),
        title=title,
        url=url,
        publisher=about.get("publisher") or host(url),
        author=about.get("author"),
        edited_at=_first_date(about, "edited")["published_at"],
        lang=about.get("lang"),
        **_first_date(about, "published"),
    )


def _decoded(document: Document) -> str:
    """The decoded page: UTF-8, or the charset that the page declares."""
    declared = re.search(
        rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,30})", document.path.read_bytes()[:4096]
    )
    if declared is None or declared.group(1).lower() in (b"utf-8", b"utf8"):
        return document.text()
    charset = declared.group(1).decode("ascii")
    try:
        return document.path.read_bytes().decode(charset)
    except (LookupError, UnicodeError) as error:
        raise Unreadable(
            f"{document.name}: declares charset {charset}, but is not in it: {error}"
        ) from error


def _without_title(found: list[Block], title: str | None) -> list[Block]:
    is_title = title is not None and _folded(found[0].text) == _folded(title)
    return found[1:] if is_title and len(found) > 1 else found


def _first_date(about: Mapping[str, str], name: str) -> dict[str, str | None]:
    """The first readable date of a page; raises `Refused` if it has dates but none is readable."""
    given = [about[key] for key in sorted(about) if key.startswith(f"{name}_")]
    wrong: Refused | None = None
    for words in given:
        try:
            return dated(words)
        except Refused as error:
            wrong = wrong or error
    if wrong is not None and name == "published":
        raise wrong
    return dated(None)


def _about(page: LexborHTMLParser) -> dict[str, str]:
    """Metadata of a page; dates in order of reliability, most reliable first (`published_1`...)."""
    article = _linked_data(page)
    stated = {
        "title": _meta(page, "og:title") or article.get("headline") or _element(page, "h1")
        or _element(page, "title"),
        "url": _attribute(page, 'link[rel="canonical"]', "href") or _meta(page, "og:url")
        or article.get("url"),
        "publisher": _meta(page, "og:site_name") or article.get("publisher"),
        "author": article.get("author") or _meta(page, "author"),
        "lang": _attribute(page, "html", "lang") or article.get("inLanguage"),
        "published_1": _meta(page, "article:published_time"),
        "published_2": article.get("datePublished"),
        "published_3": _attribute(page, '[itemprop="datePublished"]', "content"),
        "published_4": _meta(page, "date") or _meta(page, "pubdate") or _meta(page, "dc.date"),
        "published_5": _attribute(page, "article time[datetime]", "datetime")
        or _attribute(page, "time[datetime]", "datetime"),
        "edited_1": _meta(page, "article:modified_time"),
        "edited_2": article.get("dateModified"),
    }  # fmt: skip
    return {name: " ".join(words.split()) for name, words in stated.items() if words}


def _meta(page: LexborHTMLParser, name: str) -> str | None:
    return _attribute(page, f'meta[property="{name}"]', "content") or _attribute(
        page, f'meta[name="{name}"]', "content"
    )


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = page.css_first(selector)
    return node.attributes.get(name) if node is not None else None


def _element(page: LexborHTMLParser, selector: str) -> str | None:
    node = page.css_first(selector)
    return node.text(deep=True).strip() if node is not None else None


def _linked_data(page: LexborHTMLParser) -> dict[str, str]:
    """The article in a page's JSON-LD; broken JSON-LD is ignored."""
    for script in page.css('script[type="application/ld+json"]'):
        try:
            content = json.loads(script.text(deep=True))
        except (ValueError, RecursionError):
            continue
        for item in _items(content):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report"))
                   for kind in kinds):  # fmt: skip
                return {name: words for name in item if (words := _words(item[name]))}
    return {}


def _items(content: object) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD: one, a list of them, or a graph."""
    for item in content if isinstance(content, list) else [content]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            yield from (
                (each for each in graph if isinstance(each, dict))
                if isinstance(graph, list)
                else ()
            )


def _words(value: object) -> str:
    """A value, the name of an object, or the names of several."""
    several = value if isinstance(value, list) else [value]
    named = (each.get("name") if isinstance(each, dict) else each for each in several)
    return "; ".join(each for each in named if isinstance(each, str) and each)


def _feed(document: Document) -> ParsedDocument:
    import feedparser  # half a second to import, needed only for feeds

    content = document.path.read_bytes()
    if not content.strip():
        raise Unreadable(f"{document.name}: the file is empty")
    if not _FEED.search(content[:65_536]):
        raise Unreadable(f"{document.name}: no RSS or Atom feed with items (no such element)")
    # A stream: the parser would treat bytes as an address or a file name to open.
    parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    marks = _without(_without(content.decode("latin-1"), "<![CDATA[", "]]>"), "<!--", "-->")
    opened = len(re.findall(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", marks))
    closed = len(re.findall(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", marks))
    if not parsed.version or not parsed.entries:
        fault = parsed.get("bozo_exception", "no item")
        raise Unreadable(f"{document.name}: no RSS or Atom feed with items ({fault})")
    if opened != len(parsed.entries):
        raise Unreadable(
            f"{document.name}: {opened} items by one count, {len(parsed.entries)} by another; "
            "the feed is broken, save it again"
        )
    texts: list[Text] = []
    refused: list[tuple[str, str, str]] = []
    for place, entry in enumerate(parsed.entries, start=1):
        try:
            if place > closed:
                raise Refused("the file ends inside this item; save the whole feed")
            texts.append(_item(parsed.feed, entry, str(place)))
        except (Refused, TooDeep) as error:
            reason = f"{document.name} item {place}: {error}"
            refused.append((str(place), reason, json.dumps(entry, default=str, ensure_ascii=False)))
    return reading(texts, refused, opened)


def _item(feed: Any, entry: Any, locator: str) -> Text:
    contents = entry.get("content") or []
    html = contents[0].get("value") if contents else entry.get("summary")
    title = plain(entry.get("title") or "").replace("\n\n", " ")
    body = clean(plain(clean(html or "")))
    if not body and not title:
        raise Refused("the item has neither a title nor a text")
    url = entry.get("link")
    origin = entry.get("source") or {}
    return Text(
        locator=locator,
        kind="article",
        text=clean(_titled(title or None, body)),
        title=title or None,
        url=url,
        publisher=origin.get("title") or feed.get("title") or host(url),
        author=entry.get("author"),
        # dict.get: the feed's own get falls back to the publication date.
        edited_at=dated(dict.get(entry, "updated"))["published_at"],
        lang=feed.get("language") or None,
        **dated(entry.get("published") or entry.get("updated")),
    )
