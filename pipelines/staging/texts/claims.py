"""Turns rows of posts and articles into claims, for every source of texts.

The meaning of sentences does not belong here (extraction/).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial

import polars as pl
import pyarrow as pa

from pipelines.extraction.document import Answer, Claim
from pipelines.extraction.document import Document as Extracted
from pipelines.extraction.extract import FAMILIES, extract
from pipelines.staging.budget import Budget
from pipelines.staging.contract import contract, key, mandatory
from pipelines.staging.document import Unreadable
from pipelines.staging.failures import attempt
from pipelines.vocabulary.publishers import publisher_of
from pipelines.vocabulary.windows import night_of_evening
from pipelines.warehouse.identity import SEPARATOR

FORWARDED = "forwarded"
"""Flag of a claim in a post that the channel forwarded."""


REGIONAL = frozenset({"pvk-pivden", "pvk-skhid", "pvk-zakhid", "pvk-tsentr", "ova"})
"""Ids of publishers that cover only a part of the country; their figures are never national."""


UNKNOWN_STANDING = "partisan_social"
"""Source type of a forwarded channel that is not in vocabulary/publishers.csv."""


LARGEST = 2**31 - 1
"""Largest figure that fits into a contract column."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and the row of the text that it was found in."""

    row: Mapping[str, str | None]
    claim: Claim
    problem: str | None = None  # why the text gives no claims at all


def claimer(*families: str) -> Callable[[pl.DataFrame, Budget], dict[str, pl.DataFrame]]:
    """The `claims` function of a source of texts, for the families it declares.

    Side and source_type are those of the publisher if vocabulary/publishers.csv lists it, else
    those of the source. If the text cites a claimant, the side is the claimant's. Raises
    `ValueError` for a family that is not extracted from texts.
    """
    if unknown := sorted(set(families) - FAMILIES.keys()):
        raise ValueError(f"no folder of pipelines/extraction extracts {', '.join(unknown)}")

    def claims(rows: pl.DataFrame, budget: Budget) -> dict[str, pl.DataFrame]:
        found = found_in(rows, families, budget)
        return {family: frame(family, inside) for family, inside in found.items()}

    return claims


def found_in(rows: pl.DataFrame, families: Sequence[str], budget: Budget) -> dict[str, list[Found]]:
    """Claims of each of the families in rows of texts, in the order of the rows.

    `rows` has `document_id`, the columns of text.COLUMNS, and those of language_model.COLUMNS if a
    model was asked. A text whose extraction fails or takes
    longer than `budget` allows gives one claim, of the first family, with a `problem`.
    """
    found: dict[str, list[Found]] = {family: [] for family in families}
    for row in rows.filter(pl.col("text") != "").iter_rows(named=True):
        try:
            claims = attempt(
                f"text {row['locator']}", budget, budget.seconds, partial(_claims_of, row, families)
            )
        except Unreadable as error:
            nothing = Claim(families[0], {})
            found[families[0]].append(Found(row, nothing, str(error)))
            continue
        for claim in claims:
            if claim.family in found:
                found[claim.family].append(Found(row, _of_publisher(row, claim)))
    return found


def _claims_of(row: Mapping[str, str | None], families: Sequence[str]) -> list[Claim]:
    return extract(extracted(row), _answer(row), families)


def _answer(row: Mapping[str, str | None]) -> Answer | None:
    """What a language model said about the text of a row; null if none was asked."""
    content, fault = row.get("model_answer"), row.get("model_fault")
    if content is None and fault is None:
        return None
    return Answer(content or "", fault)


def extracted(row: Mapping[str, str | None]) -> Extracted:
    """The text of a row as the document that extraction reads."""
    at, on = row["published_at"], row["published_stated"] or ""
    return Extracted(
        id=f"{row['document_id']}:{row['locator']}",
        text=row["text"] or "",
        published_at=datetime.fromisoformat(at) if at else None,
        published_on=date.fromisoformat(on) if not at and len(on) == 10 else None,
        publisher=row["publisher"],
        url=row["url"],
        lang=row["lang"],
    )


def frame(family: str, found: Sequence[Found]) -> pl.DataFrame:
    """Contract columns of the claims of a family, one row each; any other column is an error."""
    schema = contract(family)
    envelopes = [_envelope(family, one) for one in found]
    stated = {name: None for one in found for name in one.claim.values}
    # Texts that all have a problem state nothing; their rows are refused with the problem.
    needed = [] if stated else sorted(mandatory(family) & schema.keys())
    names = dict.fromkeys([*stated, *needed, *ENVELOPE])
    columns = {
        name: [_typed(one.claim.values.get(name)) for one in found]
        for name in names
        if name not in ENVELOPE
    } | {name: [envelope[name] for envelope in envelopes] for name in ENVELOPE}
    text = {"natural_key": pl.String(), "problem": pl.String()}
    return pl.DataFrame(
        [_column(name, columns[name], text.get(name) or schema.get(name)) for name in names]
    )


def _column(name: str, values: list[object], dtype: pl.DataType | None) -> pl.Series:
    """A column of values. Arrow makes lists in a tenth of the time that Polars takes."""
    if dtype is None or not isinstance(dtype, pl.List | pl.Datetime):
        return pl.Series(name, values, dtype=dtype)
    return pl.Series(name, pa.array(values, type=_arrow_type(dtype)), dtype=dtype)


@cache
def _arrow_type(dtype: pl.DataType) -> pa.DataType:
    return pl.Series([], dtype=dtype).to_arrow(compat_level=pl.CompatLevel.oldest()).type


def _of_publisher(row: Mapping[str, str | None], claim: Claim) -> Claim:
    """The claim with the scope of its publisher, and with the night by which tables name it.

    Figures of a regional command are never national. A text dates an evening by its calendar date,
    but the evening belongs to the night that ends on the next date.
    """
    values = dict(claim.values)
    listed = publisher_of(row["publisher"])
    is_regional = listed is not None and listed.publisher_id in REGIONAL
    if is_regional and values.get("scope") == "national":
        values["scope"] = "regional"
    start, end = values.get("window_start_at"), values.get("window_end_at")
    if isinstance(start, datetime) and isinstance(end, datetime):
        values["night_of"] = night_of_evening(start, end) or values.get("night_of")
    return Claim(claim.family, values, claim.evidence)


ENVELOPE = (
    "document_id", "locator", "natural_key", "evidence", "reported_by", "reporting_side",
    "source_type", "report_ref", "flags", "published_stated", "published_at", "problem",
)  # fmt: skip
"""Columns that describe the report; all others come from the claim."""


def _envelope(family: str, found: Found) -> dict[str, object]:
    row, claim = found.row, found.claim
    said = claim.values
    listed = publisher_of(row["publisher"])
    is_forwarded = row["forwarded_from"] is not None
    flags = _listed(said.get("flags"))
    at = row["published_at"]
    source_type = listed.source_type if listed else UNKNOWN_STANDING if is_forwarded else None
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
            for each in claim.evidence
        ],
        "reported_by": listed.name if listed else row["publisher"],
        "reporting_side": said.get("reporting_side") or (listed.side if listed else None),
        "source_type": source_type,
        "report_ref": row["url"],
        "flags": [*flags, FORWARDED] if is_forwarded else flags,
        "published_stated": row["published_stated"],
        "published_at": datetime.fromisoformat(at) if at else None,
        "problem": found.problem or _problem(said),
    }


def _natural_key(family: str, row: Mapping[str, str | None], said: Mapping[str, object]) -> str:
    report = row["url"] or f"{row['document_id']}{SEPARATOR}{row['locator']}"
    return SEPARATOR.join([report, *[_part(said.get(name)) for name in key(family)]])


def _part(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return ";".join(sorted(map(str, value))) if isinstance(value, list | tuple) else str(value)


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def _typed(value: object) -> object:
    """Moments in UTC, tuples as lists; null for a figure that fits into no column."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        return list(value)
    return None if isinstance(value, int) and value > LARGEST else value


def _problem(said: Mapping[str, object]) -> str | None:
    """Message about implausibly large figures; null if there are none."""
    beyond = [
        f"{name} = {value}: more than any report can mean"
        for name, value in said.items()
        if isinstance(value, int) and value > LARGEST
    ]
    return "; ".join(beyond) or None
