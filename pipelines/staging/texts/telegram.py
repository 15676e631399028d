"""Posts of one Telegram channel from an export, a saved page or single files; one row per post.

    result.json   Telegram Desktop, "Export chat history" or "Export Telegram data", as JSON
    *.html        the public page t.me/s/<channel>, or one post's page, as saved from a browser
    *.txt         the text of one post; see `post` for its name and header

Only the source's public channel is read from an export; other chats are ignored. A service message
(a pin, a new photo) is a row with an empty text, so that rows in equal rows kept plus rows
quarantined. The claims of a post do not belong here (claims.py).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborNode

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.texts.claims import LARGEST
from pipelines.staging.texts.front_matter import split_header
from pipelines.staging.texts.html import TooDeep, blocks, joined, parse
from pipelines.staging.texts.text import Refused, Text, clean, dated, reading

HIDDEN = "(hidden)"
"""Origin of a forwarded post whose author is hidden."""

_MESSAGE = re.compile(r"""\bclass=["'](?:[^"'<>]*\s)?tgme_widget_message[\s"']""")
_ADDRESS = re.compile(r"(?:https?://)?t(?:elegram)?\.me/(?:s/)?(\w+)/(\d+)")
_DATE_IN_NAME = re.compile(
    r"(?<!\d)(\d{4}-\d{2}-\d{2})(?:[T_ ](\d{2})[-.:]?(\d{2}))?(?!\d)", re.ASCII
)
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[a-z]")
_SAMPLE = 2000


@dataclass(frozen=True)
class Channel:
    """A public channel: its handle, its names in exports, its publisher.

    `publisher`: its name in vocabulary/publishers.csv; `zone`: time zone of times without an
    offset; `lang`: language of posts in Cyrillic letters.
    """

    handle: str
    names: tuple[str, ...]
    publisher: str
    zone: ZoneInfo
    lang: str

    def is_named(self, name: object) -> bool:
        """Whether a name, or a part of it between ` / `, is one of the channel's names."""
        if not isinstance(name, str):
            return False
        parts = {_folded(part) for part in [name, *name.split(" / ")]}
        return not parts.isdisjoint(map(_folded, (*self.names, self.handle, self.publisher)))


def reader(channel: Channel) -> Callable[[Document], ParsedDocument]:
    """The `read` of a channel's source, for all three formats."""

    def read(document: Document) -> ParsedDocument:
        suffix = document.name.rsplit(".", 1)[-1].lower()
        if suffix == "json":
            return export(document, channel)
        if suffix in ("html", "htm"):
            return page(document, channel)
        return post(document, channel)

    return read


def export(document: Document, channel: Channel) -> ParsedDocument:
    """Messages of the channel in an export of one chat or of an entire account."""
    text = document.text()
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{document.name}: not JSON at line {error.lineno} column {error.colno} ({error.msg}); "
            "the export is cut off or was changed, export it again"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{document.name}: not a Telegram export: {error}") from error
    messages = [
        message
        for chat in _chats(document, channel, content)
        for message in _list_of(chat, "messages")
    ]
    texts: list[Text] = []
    refused: list[tuple[str, str, str]] = []
    known: set[str] = set()
    for place, message in enumerate(messages, start=1):
        try:
            row = _exported(channel, message)
            if row.locator in known:
                raise Refused(f"id = {row.locator} occurs twice in this file")
            known.add(row.locator)
            texts.append(row)
        except Refused as error:
            refused.append(_refusal(document, place, error, _as_written(message)))
    return reading(texts, refused, len(messages))


def page(document: Document, channel: Channel) -> ParsedDocument:
    """Posts of a page saved from t.me; the page shows that a post was edited, but not when."""
    html = clean(document.text())
    try:
        nodes = parse(html).css(".tgme_widget_message")
    except TooDeep as error:
        raise Unreadable(f"{document.name}: {error}") from error
    if not nodes:
        raise Unreadable(
            f"{document.name}: no posts as t.me/s/{channel.handle} shows them; save that page, "
            "or export the channel from Telegram Desktop as JSON"
        )
    rows_in = len(_MESSAGE.findall(html))
    if rows_in != len(nodes):
        raise Unreadable(
            f"{document.name}: {rows_in} posts by one count, {len(nodes)} by another; the page is "
            "not as t.me sent it, save it again"
        )
    texts: list[Text] = []
    refused: list[tuple[str, str, str]] = []
    known: set[str] = set()
    for place, node in enumerate(nodes, start=1):
        try:
            text = _shown(channel, node)
            if text.locator in known:
                raise Refused(f"post {text.locator} occurs twice in this file")
            known.add(text.locator)
            texts.append(text)
        except Refused as error:
            refused.append(_refusal(document, place, error, node.html or ""))
    return reading(texts, refused, rows_in)


def post(document: Document, channel: Channel) -> ParsedDocument:
    """The text of one post.

    Front matter may give `published_at` (without an offset, in the channel's zone) and `url`.
    Otherwise the file name may: `kpszsu-45678 2026-02-05 09-12.txt` has the channel's handle, the
    number of the post, its date, and its time in the channel's zone; each may be missing.
    """
    header, body = split_header(document.name, clean(document.text()))
    if not body.strip():
        raise Unreadable(f"{document.name}: there is no text below the header")
    stem = document.name.rsplit(".", 1)[0]
    numbered = re.search(rf"{channel.handle}[-_ ]?(\d{{1,9}})(?!\d)", stem, re.IGNORECASE)
    number = str(int(numbered.group(1))) if numbered else None
    named = _DATE_IN_NAME.search(stem)
    words = header.get("published")
    if words is None and named is not None:
        day, hour, minute = named.groups()
        words = f"{day}T{hour}:{minute}" if hour else day
    url = header.get("url") or (_url(channel, number) if number else None)
    text = Text(
        locator="1",
        kind="post",
        text=body,
        url=url,
        publisher=channel.publisher,
        lang=header.get("lang") or _lang(channel, body),
        extra=header.extra,
    )
    try:
        address = _ADDRESS.match(url or "")
        if address and address.group(1).lower() != channel.handle.lower():
            raise Refused(f"url = {url!r} is not a post of {channel.handle}")
        edited = dated(header.get("edited"), channel.zone)["published_at"]
        return reading([replace(text, edited_at=edited, **dated(words, channel.zone))])
    except Refused as error:
        raise Unreadable(f"{document.name}: {error}") from error


def _chats(document: Document, channel: Channel, content: object) -> list[dict]:
    """The channel's chats in an export; raises `Unreadable` if there is none."""
    if not isinstance(content, dict):
        raise Unreadable(f"{document.name}: not a Telegram export: it is not a JSON object")
    met = [content] if "messages" in content else []
    for part in ("chats", "left_chats"):
        inside = content.get(part)
        if isinstance(inside, dict):
            met += [chat for chat in _list_of(inside, "list") if isinstance(chat, dict)]
    if not met:
        raise Unreadable(
            f"{document.name}: not a Telegram export: it has neither messages nor chats.list"
        )
    public = [chat for chat in met if chat.get("type") == "public_channel"]
    own = [chat for chat in public if channel.is_named(chat.get("name"))]
    if not own:
        names = ", ".join(repr(chat.get("name")) for chat in public[:5]) or "none"
        raise Unreadable(
            f"{document.name}: no public channel named {' or '.join(map(repr, channel.names))} "
            f"(public channels here: {names}); if it was renamed, add its name in parse.py"
        )
    for chat in own:
        if not isinstance(chat.get("messages"), list):
            raise Unreadable(f"{document.name}: chat {chat['name']!r} has no list of messages")
    return own


def _list_of(holder: Mapping, name: str) -> list:
    value = holder.get(name)
    return value if isinstance(value, list) else []


def _exported(channel: Channel, message: object) -> Text:
    """The row of an exported message."""
    if not isinstance(message, dict):
        raise Refused(f"{str(message)[:80]!r} is not a message")
    if "id" not in message:
        raise Refused("it has no id")
    number = message["id"]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < LARGEST:
        raise Refused(f"id = {str(number)[:40]!r} is not a message number")
    kind = message.get("type")
    if kind not in ("message", "service"):
        raise Refused(f"type = {str(kind)[:40]!r} is neither message nor service")
    text = _flat(message.get("text", "")) if kind == "message" else ""
    origin = _origin(message)
    reply = message.get("reply_to_message_id")
    return Text(
        locator=str(number),
        kind="post" if kind == "message" else "service",
        text=text,
        url=_url(channel, str(number)),
        publisher=_publisher(channel, origin),
        edited_at=_exported_at(channel, message, "edited")["published_at"],
        is_edited="true" if "edited" in message or "edited_unixtime" in message else "false",
        lang=_lang(channel, text),
        forwarded_from=origin,
        reply_to=None if reply is None else str(reply),
        **_required(_exported_at(channel, message, "date")),
    )


def _flat(text: object) -> str:
    """`text` of an export: a string, or a list of strings and of entities with a `text`."""
    parts = text if isinstance(text, list) else [text]
    words: list[str] = []
    for part in parts:
        word = part.get("text") if isinstance(part, dict) else part
        if not isinstance(word, str):
            raise Refused(f"text holds {str(part)[:80]!r}, which is not text")
        words.append(word)
    return "".join(words)


def _exported_at(channel: Channel, message: Mapping, name: str) -> dict[str, str | None]:
    """Moment of `<name>_unixtime`; for an old export's local time without a zone, only the date."""
    seconds = message.get(f"{name}_unixtime")
    if seconds is None:
        words = message.get(name)
        if words is not None and not isinstance(words, str):
            raise Refused(f"{name} = {str(words)[:40]!r} is not a date")
        return dated(words)
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise Refused(f"{name}_unixtime = {str(seconds)[:40]!r} is not a moment") from error
    return dated(at.isoformat(), channel.zone)


def _required(when: dict[str, str | None]) -> dict[str, str | None]:
    if when["published_stated"] is None:
        raise Refused("it has no date")
    return when


def _origin(message: Mapping) -> str | None:
    if "forwarded_from" not in message:
        return None
    name = message["forwarded_from"]
    if name is not None and not isinstance(name, str):
        raise Refused(f"forwarded_from = {str(name)[:80]!r} is not a name")
    return clean(name or "") or HIDDEN


def _shown(channel: Channel, node: LexborNode) -> Text:
    """The row of a post as the page shows it."""
    address = node.attributes.get("data-post") or ""
    handle, _, number = address.partition("/")
    if not number.isdecimal():
        raise Refused(f"data-post = {address!r} is not the number of a post")
    if handle.lower() != channel.handle.lower():
        raise Refused(f"data-post = {address!r} is not a post of {channel.handle}")
    is_service = "service_message" in (node.attributes.get("class") or "").split()
    text = "" if is_service else next(_shown_texts(node), "")
    origin_node = node.css_first(".tgme_widget_message_forwarded_from_name")
    origin = (origin_node.text(deep=True).strip() or HIDDEN) if origin_node is not None else None
    replied = node.css_first("a.tgme_widget_message_reply")
    reply = _ADDRESS.match(replied.attributes.get("href") or "") if replied is not None else None
    meta = node.css_first(".tgme_widget_message_meta")
    time = node.css_first("time[datetime]")
    return Text(
        locator=number,
        kind="service" if is_service else "post",
        text=text,
        url=_url(channel, number),
        publisher=_publisher(channel, origin),
        is_edited="true" if meta is not None and "edited" in meta.text(deep=True) else "false",
        lang=_lang(channel, text),
        forwarded_from=origin,
        reply_to=reply.group(2) if reply else None,
        **_required(dated(time.attributes.get("datetime") if time else None, channel.zone)),
    )


def _shown_texts(node: LexborNode) -> Iterator[str]:
    """Texts of a post, without the quote of the post that it replies to."""
    for found in node.css(".tgme_widget_message_text"):
        if "js-message_reply_text" not in (found.attributes.get("class") or ""):
            yield joined(blocks(found))


def _publisher(channel: Channel, origin: str | None) -> str:
    """Publisher of a post: the channel, or the origin of a forwarded post."""
    return channel.publisher if origin is None or channel.is_named(origin) else origin


def _lang(channel: Channel, text: str) -> str | None:
    """The channel's language for a text in Cyrillic letters; else null."""
    sample = text[:_SAMPLE].lower()
    return channel.lang if len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample)) else None


def _url(channel: Channel, number: str) -> str:
    return f"https://t.me/{channel.handle}/{number}"


def _as_written(message: object) -> str:
    try:
        return json.dumps(message, ensure_ascii=False)
    except RecursionError:
        return "nested too deeply to be shown"


def _refusal(document: Document, place: int, error: Refused, raw: str) -> tuple[str, str, str]:
    locator = f"message {place}"
    return locator, f"{document.name} {locator}: {error}", raw


def _folded(name: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return " ".join(letters.split())
