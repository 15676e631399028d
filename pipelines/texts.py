"""Posts and articles as rows, and rows as claims: what every source of texts shares.

A row is one post or one article: what is known of its publication, and the text that extraction
sees, so that offsets of evidence are offsets into the column `text`. Forms of files do not belong
here (articles.py, telegram.py), nor what a sentence means (extraction/).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import polars as pl

from pipelines.conform import contract
from pipelines.extraction.document import Claim, Evidence
from pipelines.extraction.document import Document as Extracted
from pipelines.extraction.extract import extract
from pipelines.identity import SEPARATOR
from pipelines.moments import published
from pipelines.reading import RAW_LIMIT, REFUSED, Reading
from pipelines.settings import VOCABULARY
from pipelines.terms import Terms

KEYS: Mapping[str, tuple[str, ...]] = {
    "strikes": (
        "night_of", "period", "scope", "attacker_iso3", "target_iso3", "target_regions",
        "weapon_class", "weapons",
    ),
    "airspace": ("kind", "occurred_on", "violated_state_iso3", "object_type", "location_name"),
    "negotiations": ("process", "started_on", "venue_city"),
    "exchanges": ("exchanged_on", "to_party", "category", "count_basis", "is_aggregate"),
    "agreements": ("name", "event", "event_on"),
}  # fmt: skip
"""What tells the claims of one report apart; never a figure. Repeats get an ordinal later."""

FORWARDED = "forwarded"
"""Flag of a claim that a channel passed on: the word of another."""

REGIONAL = frozenset({"pvk-pivden", "pvk-skhid", "pvk-zakhid", "pvk-tsentr", "ova"})
"""Ids of publishers that answer for a part of the country; no figure of theirs is national."""

UNKNOWN_STANDING = "partisan_social"
"""Standing of a channel that is passed on and that vocabulary/publishers.csv does not list."""


LARGEST = 2**31 - 1
"""The largest figure that a column of the contracts holds."""


@dataclass(frozen=True, slots=True)
class Text:
    """One post or article. Blank is null; `text` is empty where a post has none."""

    locator: str
    kind: str  # article, post or service
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None  # UTC, ISO 8601
    published_on: str | None = None  # reduced ISO 8601
    edited_at: str | None = None
    is_edited: str | None = None  # true or false; null where the form does not say
    lang: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    extra: str | None = None  # JSON of what else a header gave


COLUMNS = pl.Schema({field.name: pl.String for field in fields(Text)})


class Refused(ValueError):
    """One row that cannot be read; the message says what is wrong with which value."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of vocabulary/publishers.csv."""

    publisher_id: str
    name: str
    side: str
    standing: str


def reading(
    texts: Iterable[Text], refused: Iterable[tuple[str, str, str]] = (), rows_in: int = 1
) -> Reading:
    """The reading of a document; `refused` holds (locator, reason, raw)."""
    kept = list(texts)
    columns = {name: [_cell(getattr(text, name)) for text in kept] for name in COLUMNS}
    rows = pl.DataFrame(columns, schema=COLUMNS)
    wrong = [(locator, clean(reason), clean(raw[:RAW_LIMIT])) for locator, reason, raw in refused]
    return Reading.whole(rows, pl.DataFrame(wrong, schema=REFUSED, orient="row"), rows_in)


def dated(words: str | None, zone: ZoneInfo | None = None) -> dict[str, str | None]:
    """`published_at` and `published_on` of a row; raises `Refused` naming what is no date."""
    if not words:
        return {"published_at": None, "published_on": None}
    try:
        when = published(words, zone)
    except ValueError as error:
        raise Refused(f"{error}; write 2026-02-05, or 2026-02-05T09:12+02:00") from error
    at = when.at.isoformat().replace("+00:00", "Z") if when.at else None
    return {"published_at": at, "published_on": when.on}


def clean(text: str) -> str:
    """One kind of line end, no NUL, no half of a surrogate pair, nothing blank at the ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def host(url: str | None) -> str | None:
    """The site an address belongs to, without `www.`; null for anything but a web address."""
    try:
        parts = urlsplit(url or "")
        name = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def claimer(*families: str) -> Callable[[pl.DataFrame, Terms], dict[str, pl.DataFrame]]:
    """The `claims` of a source of texts, for the families it declares.

    Side and standing are those of the publisher where vocabulary/publishers.csv lists it, of the
    source otherwise; a speaker whom the text cites has a side of its own.
    """

    def claims(rows: pl.DataFrame, _terms: Terms) -> dict[str, pl.DataFrame]:
        found: dict[str, list[tuple[dict, Claim]]] = {family: [] for family in families}
        for row in rows.filter(pl.col("text") != "").iter_rows(named=True):
            for claim in extract(_extracted(row)):
                if claim.family in found:
                    found[claim.family].append((row, claim))
        return {family: _frame(family, pairs) for family, pairs in found.items()}

    return claims


def publisher_of(name: str | None) -> Publisher | None:
    """The listed publisher of this name or handle; null when it is not listed."""
    return _publishers().get(_folded(name)) if name else None


def _extracted(row: Mapping[str, str | None]) -> Extracted:
    at, on = row["published_at"], row["published_on"] or ""
    return Extracted(
        id=f"{row['document_id']}:{row['locator']}",
        text=row["text"] or "",
        published_at=datetime.fromisoformat(at) if at else None,
        published_on=date.fromisoformat(on) if not at and len(on) == 10 else None,
        publisher=row["publisher"],
        url=row["url"],
        lang=row["lang"],
    )


def _frame(family: str, pairs: Sequence[tuple[dict, Claim]]) -> pl.DataFrame:
    """Contract columns of all claims of a family; a column that the contract lacks is an error."""
    schema = contract(family)
    said = [_said(row, claim) for row, claim in pairs]
    envelopes = [
        _envelope(family, row, claim.evidence, values)
        for (row, claim), values in zip(pairs, said, strict=True)
    ]
    names = dict.fromkeys([*(name for values in said for name in values), *ENVELOPE])
    columns = [
        pl.Series(
            name,
            [
                envelope[name] if name in ENVELOPE else _typed(values.get(name))
                for envelope, values in zip(envelopes, said, strict=True)
            ],
            dtype=pl.String if name in ("natural_key", "problem") else schema.get(name),
        )
        for name in names
    ]
    return pl.DataFrame(columns)


def _said(row: Mapping[str, str | None], claim: Claim) -> Mapping[str, object]:
    """A claim's own columns; a regional command speaks of its region, whatever its words are."""
    listed = publisher_of(row["publisher"])
    is_regional = listed is not None and listed.publisher_id in REGIONAL
    if is_regional and claim.values.get("scope") == "national":
        return {**claim.values, "scope": "regional"}
    return claim.values


ENVELOPE = (
    "document_id", "locator", "natural_key", "evidence", "reported_by", "reporting_side",
    "standing", "report_ref", "flags", "published_on", "published_at", "problem",
)  # fmt: skip
"""Columns that say who speaks, where and when; the others are the claim's own."""


def _envelope(
    family: str,
    row: Mapping[str, str | None],
    evidence: Iterable[Evidence],
    said: Mapping[str, object],
) -> dict[str, object]:
    listed = publisher_of(row["publisher"])
    is_forwarded = row["forwarded_from"] is not None
    flags = _listed(said.get("flags"))
    at = row["published_at"]
    standing = listed.standing if listed else UNKNOWN_STANDING if is_forwarded else None
    return {
        "document_id": row["document_id"],
        "locator": row["locator"],
        "natural_key": _natural_key(family, row, said),
        "evidence": [
            {
                "field": each.field,
                "quote": each.quote,
                "char_start": each.char_start,
                "char_end": each.char_end,
                "column": None,
                "row": None,
            }
            for each in evidence
        ],
        "reported_by": listed.name if listed else row["publisher"],
        "reporting_side": said.get("reporting_side") or (listed.side if listed else None),
        "standing": standing,
        "report_ref": row["url"],
        "flags": [*flags, FORWARDED] if is_forwarded else flags,
        "published_on": row["published_on"],
        "published_at": datetime.fromisoformat(at) if at else None,
        "problem": _problem(said),
    }


def _natural_key(family: str, row: Mapping[str, str | None], said: Mapping[str, object]) -> str:
    report = row["url"] or f"{row['document_id']}{SEPARATOR}{row['locator']}"
    return SEPARATOR.join([report, *(_part(said.get(name)) for name in KEYS[family])])


def _part(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(sorted(map(str, value)))
    return "" if value is None else str(value)


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def _typed(value: object) -> object:
    """A moment in UTC; no figure that a column cannot hold, `_problem` tells of it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        return list(value)
    return None if isinstance(value, int) and value > LARGEST else value


def _problem(said: Mapping[str, object]) -> str | None:
    """What no report can mean."""
    beyond = [
        f"{name} = {value}: more than any report can mean"
        for name, value in said.items()
        if isinstance(value, int) and value > LARGEST
    ]
    return "; ".join(beyond) or None


def _cell(value: str | None) -> str | None:
    return None if value is None else clean(value)


@cache
def _publishers() -> dict[str, Publisher]:
    listed: dict[str, Publisher] = {}
    table = pl.read_csv(VOCABULARY / "publishers.csv", infer_schema=False)
    for row in table.iter_rows(named=True):
        publisher = Publisher(**row)
        listed[_folded(row["name"])] = listed[_folded(row["publisher_id"])] = publisher
    return listed


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
