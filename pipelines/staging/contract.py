"""Conforms the result of a source's family function to the family's contract, or refuses rows.

Columns and dtypes are those of the contract. A row that breaks a rule (misprints.py) is refused and
stops nothing else. Mapping terms does not belong here (mappings.py).
"""

import re
from collections.abc import Iterable
from functools import cache

import polars as pl

from pipelines.landing.declaration import Declaration
from pipelines.paths import SQL
from pipelines.staging.document import RAW_LIMIT
from pipelines.staging.misprints import rules
from pipelines.warehouse.identity import SEPARATOR
from pipelines.warehouse.schema import schema_of

ESCAPE = "\x1b"
"""Escape character in `quotes`: followed by 0 for itself, by 1 for a separator inside a cell."""

MADE_LATER = ("claim_id", "revision", "known_from", "known_to")
"""Contract columns that no source provides: they depend on the other records of the claim."""

FILLED = ("source", "reported_by", "reporting_side", "source_type")
"""Columns that the source's declaration fills if they are blank in a row."""

STATED = "_stated"
"""Suffix of columns that hold reduced ISO dates (docs/naming.md)."""


class ContractError(TypeError):
    """A source's function returned a column or dtype that is not in its family's contract."""


@cache
def contract(family: str) -> pl.Schema:
    """Dtypes of a family's records: its contract without the columns computed later."""
    schema = schema_of(f"claims.{family}", _statement(family))
    return pl.Schema({k: v for k, v in schema.items() if k not in MADE_LATER})


def conform(
    source: Declaration, family: str, mapped: pl.DataFrame, staged: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of the contract, natural_key, position, series and edition; and refused rows' reasons.

    `mapped`: what the source's function returned (document_id, locator, problem, contract
    columns; natural_key and series where the source makes its own; edition, a number that is
    higher in a newer statement of a claim, where the document says so); `staged`: the source's
    rows with document_on. Where the function returns no evidence, the words of the cells that the
    source declares under `evidence` are `quotes`.
    Raises `ContractError` for a column or dtype that is not in the contract, for a column that the
    contract requires and the function does not return, and for a name in defs.yaml that the rows
    do not have.
    """
    cells = source.evidence.get(family, {})
    schema = contract(family)
    _refuse_unknown(source.name, family, mapped, schema)
    _refuse_misdeclared(source, family, mapped, staged)
    suffix = "_as_staged"
    rows = _beside_staged(mapped, staged, suffix).with_row_index("position")
    raw = {
        name: name + suffix if name + suffix in rows.columns else name for name in staged.columns
    }
    given = {name: pl.col(name) for name in mapped.columns if name in schema}
    broken = rules(source, given, schema, mandatory(family), event_dates(family))
    problem = _given(mapped, "problem").fill_null("")
    rows = rows.with_columns(
        _natural_key(source, family, mapped, raw),
        ((problem != "") | pl.any_horizontal(rule.broken for rule in broken)).alias("is_refused"),
    )
    # Messages are built for refused rows only: building them for all costs more than reading.
    refused = rows.filter("is_refused").select(
        "document_id",
        "locator",
        pl.concat_str(
            [
                _given(mapped, "problem"),
                *(pl.when(rule.broken).then(rule.sentence) for rule in broken),
            ],
            separator="; ",
            ignore_nulls=True,
        ).alias("reason"),
        _raw_text(staged, raw).alias("raw"),
    )
    kept = rows.filter(~pl.col("is_refused")).with_columns(*_common(source, mapped, schema))
    if "evidence" not in mapped.columns:
        kept = kept.with_columns(_quotes(kept, cells, raw).alias("quotes"))
    if "report_ref" not in kept.columns:
        kept = kept.with_columns(pl.lit(None, pl.String).alias("report_ref"))
    kept = kept.with_columns(_series(source, mapped), _edition(mapped))
    columns = [
        (pl.col(name) if name in kept.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in {**schema, "quotes": pl.String()}.items()
    ]
    return kept.select(*columns, "natural_key", "position", "series", "edition"), refused


@cache
def mandatory(family: str) -> frozenset[str]:
    """Columns that every row must state: `not null` in the contract and not filled otherwise."""
    stated = re.findall(r'^\s+"?(\w+)"? \w+ not null,', _statement(family), re.MULTILINE)
    return frozenset(stated) - frozenset(FILLED)


@cache
def event_dates(family: str) -> tuple[str, ...]:
    """Columns with the reduced ISO dates of an event, in the contract's order."""
    stated = (name for name in contract(family) if name.endswith(STATED))
    return tuple(name for name in stated if name != "published_stated")


@cache
def key(family: str) -> tuple[str, ...]:
    """Columns that distinguish the claims of one text, as the header of claims.sql lists them.

    Raises `ContractError` where it lists none, or one that the contract does not have.
    """
    found = re.search(r"^-- key: (.+)$", _statement(family), re.MULTILINE)
    columns = tuple(found[1].split(", ")) if found else ()
    if not columns or set(columns) - contract(family).keys():
        raise ContractError(
            f"sql/{family}/claims.sql: texts can only be read with a line `-- key: ...` that lists "
            f"columns of the contract; it lists {', '.join(columns) or 'none'}"
        )
    return columns


def _statement(family: str) -> str:
    return (SQL / family / "claims.sql").read_text()


def _refuse_unknown(source: str, family: str, mapped: pl.DataFrame, schema: pl.Schema) -> None:
    extra = {"document_id", "locator", "problem", "natural_key", "series", "edition"}
    unknown = [name for name in mapped.columns if name not in schema and name not in extra]
    place = {"document_id", "locator"}
    # Texts without a claim give no columns of claims: there are no rows, or only refused ones.
    # Polars 2.1 does not filter many rows by a single value: that is asked of a column only.
    has_problems = "problem" in mapped.columns
    claimed = mapped.filter(pl.col("problem").fill_null("") == "") if has_problems else mapped
    is_bare = claimed.is_empty()
    needed = place if is_bare else place | (mandatory(family) & schema.keys())
    lacking = sorted(needed - set(mapped.columns))
    if unknown or lacking:
        raise ContractError(
            f"{source}: parse.py's {family}() returns unknown columns {unknown} and lacks "
            f"{lacking}; the contract is sql/{family}/claims.sql"
        )


def _refuse_misdeclared(
    source: Declaration, family: str, mapped: pl.DataFrame, staged: pl.DataFrame
) -> None:
    """Columns that natural_key and evidence name are those of the rows and of the claims."""
    cells = {} if "evidence" in mapped.columns else source.evidence.get(family, {})
    key = [] if "natural_key" in mapped.columns else source.natural_key
    declared = {
        "natural_key": (key, staged.columns, "read()"),
        f"evidence.{family}": (cells.values(), staged.columns, "read()"),
        f"keys of evidence.{family}": (cells, mapped.columns, f"{family}()"),
    }
    for place, (names, columns, function) in declared.items():
        if unknown := [name for name in names if name not in columns]:
            raise ContractError(
                f"pipelines/defs/sources/{source.name}/defs.yaml: {place}: {unknown}; "
                f"parse.py's {function} returns {', '.join(columns)}"
            )


def _beside_staged(mapped: pl.DataFrame, staged: pl.DataFrame, suffix: str) -> pl.DataFrame:
    """Each mapped row joined with its staged row."""
    place = ["document_id", "locator"]
    if mapped.select(place).equals(staged.select(place)):
        cells = staged.drop(place)
        return mapped.hstack(
            cells.rename({name: name + suffix for name in cells.columns if name in mapped.columns})
        )
    return mapped.join(staged, on=place, how="left", suffix=suffix, maintain_order="left")


def _given(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in frame.columns else pl.lit(None, pl.String)


def _edition(mapped: pl.DataFrame) -> pl.Expr:
    edition = pl.col("edition") if "edition" in mapped.columns else pl.lit(None)
    return edition.cast(pl.Int64).alias("edition")


def _natural_key(
    source: Declaration, family: str, mapped: pl.DataFrame, raw: dict[str, str]
) -> pl.Expr:
    """Family and key, as the function returns it or from the source's raw, untrimmed cells."""
    if "natural_key" in mapped.columns:
        key = [pl.col("natural_key")]
    else:
        key = [pl.col(raw[column]).fill_null("") for column in source.natural_key]
    return pl.concat_str([pl.lit(family), *key], separator=SEPARATOR).alias("natural_key")


def _common(source: Declaration, mapped: pl.DataFrame, schema: pl.Schema) -> list[pl.Expr]:
    defaults = {
        "source": source.name,
        "reported_by": source.publisher,
        "reporting_side": source.side,
        "source_type": source.source_type,
    }
    filled = [
        _given(mapped, name).fill_null(pl.lit(value)).alias(name)
        for name, value in defaults.items()
    ]
    lists = [
        pl.col(name).fill_null([])
        for name in mapped.columns
        if name in schema and isinstance(schema[name], pl.List) and name != "evidence"
    ]
    absent = [
        pl.lit([], schema[name]).alias(name)
        for name in schema
        if isinstance(schema[name], pl.List) and name != "evidence" and name not in mapped.columns
    ]
    return filled + lists + absent


def _quotes(kept: pl.DataFrame, cells: dict[str, str], raw: dict[str, str]) -> pl.Series:
    """The words of each declared cell, preceded by a separator; empty if its field has no value.

    Stored as a list, they would need more space than all figures together;
    sql/claims/create_claims.sql splits them again.
    """
    words = {
        field: pl.when(pl.col(field).is_not_null()).then(pl.col(raw[column])).fill_null("")
        for field, column in cells.items()
    }
    quotes = _behind_separators(kept, words.values())
    is_plain = (quotes.str.count_matches(SEPARATOR, literal=True) == len(words)).all()
    if is_plain and not quotes.str.contains(ESCAPE, literal=True).any():
        return quotes
    escaped = [
        cell.str.replace_all(ESCAPE, ESCAPE + "0", literal=True).str.replace_all(
            SEPARATOR, ESCAPE + "1", literal=True
        )
        for cell in words.values()
    ]
    return _behind_separators(kept, escaped)


def _behind_separators(rows: pl.DataFrame, cells: Iterable[pl.Expr]) -> pl.Series:
    nothing = pl.repeat("", pl.len())
    return rows.select(pl.concat_str([nothing, *cells], separator=SEPARATOR)).to_series()


def _series(source: Declaration, mapped: pl.DataFrame) -> pl.Expr:
    """The series of a record: what a later document must repeat, or the claim is closed.

    All snapshots of the source, or all versions of the same report. A function that returns
    `series` names them itself: a source can publish several tables, each a snapshot, or single
    events whose absence from a later document means nothing.
    """
    if "series" in mapped.columns:
        return pl.concat_str(pl.lit(source.name), "series", separator=SEPARATOR).alias("series")
    if source.is_snapshot:
        return pl.lit(source.name).alias("series")
    report = pl.coalesce("report_ref", "document_id")
    return pl.concat_str(pl.lit(source.name), report, separator=SEPARATOR).alias("series")


def _raw_text(staged: pl.DataFrame, raw: dict[str, str]) -> pl.Expr:
    cells = [
        pl.col(raw[name]).fill_null("")
        for name in staged.columns
        if name not in ("document_id", "locator", "document_on")
    ]
    return pl.concat_str(cells, separator=",").str.slice(0, RAW_LIMIT)
