"""Finds families by their folders, and expands `every_family.<part>` to a union over all of them.

A family is a folder of sql/ with a claims.sql. A model, or the query of a check, that reads
`every_family.figures` reads the union of the tables marts.<family>_figures, with a first column
`family`. The name is replaced by the union before the statement is parsed, so a new folder joins
every such model without other changes, and the parser sees ordinary SQL.

Details of a single family do not belong here, nor does any list of families.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pipelines.paths import SQL

_CLAIM = (
    "claim_id", "revision", "source", "document_id", "locator", "evidence", "reported_by",
    "reporting_side", "source_type", "attributed_to", "report_ref", "event_ref", "flags",
    "extraction_tier", "extraction_reason",
    "published_stated", "published_at", "known_from", "known_to", "summary",
)  # fmt: skip

OPTIONAL: Mapping[str, Mapping[str, str]] = {
    "disputes": {
        "event_id": "varchar", "happened_stated": "varchar", "figure": "varchar",
        "reporting_side": "varchar", "claimant": "varchar", "source": "varchar",
        "value": "varchar", "number": "integer", "claims": "bigint", "low": "integer",
        "best_value": "varchar", "high": "integer", "difference": "integer", "best_rule": "varchar",
    },
    "notes": {"event_id": "varchar", "note": "varchar"},
    "parts": {"claim_id": "varchar", "part": "varchar"},
}  # fmt: skip
"""Optional parts of a family, with the types of their columns, which a union of none needs."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claims": _CLAIM,
    "known": _CLAIM,
    "links": ("claim_id", "event_id", "role", "reason", "decided_by"),
    "events": ("event_id", "claims", "sources", "official_sources", "disputed_figures"),
    "figures": (
        "event_id", "happened_stated", "figure", "low", "best", "high", "word", "is_disputed",
        "best_rule", "regime",
    ),
    "statements": (
        "event_id", "claim_id", "figure", "role", "is_counted", "is_account", "number", "low",
        "high", "qualifier", "word",
    ),
    "dated": (
        "claim_id", "revision", "source", "known_from", "known_to", "is_known", "first_stated",
        "last_stated", "own_event_id", "about",
    ),
} | {part: tuple(types) for part, types in OPTIONAL.items()}  # fmt: skip
"""Columns that a part has in every family. A family's file may have more; the union omits them."""

LAYERS = ("claims", "known", "links", "events")
"""Parts that are schemas: claims.<family>. All others are marts: marts.<family>_figures."""

READ = re.compile(r"\bevery_family\.(\w+)")


class UnknownPart(LookupError):
    """`every_family.<part>` names a part that families do not have."""


def families(root: Path = SQL) -> list[str]:
    """Names of the families, in alphabetical order."""
    return sorted(path.parent.name for path in root.glob("*/claims.sql"))


def expanded(statement: str, root: Path = SQL) -> str:
    """The statement with every `every_family.<part>` replaced by a union; raises `UnknownPart`."""
    return READ.sub(lambda found: _union(found[1], root), statement)


def table_of(family: str, part: str) -> str:
    """The table of a family's part: events.strikes, marts.strikes_figures."""
    return f"{part}.{family}" if part in LAYERS else f"marts.{family}_{part}"


def absent(root: Path = SQL) -> Iterator[Path]:
    """Files that a family must have and does not."""
    for family in families(root):
        for part in COLUMNS.keys() - OPTIONAL - {"known"}:
            if not (root / family / f"{part}.sql").exists():
                yield root / family / f"{part}.sql"


def lacking(file: Path, columns: Collection[str]) -> list[str]:
    """Columns that a family's file lacks; none if the file is not one of the parts."""
    is_part = file.stem in COLUMNS and (file.parent / "claims.sql").exists()
    return [name for name in COLUMNS[file.stem] if name not in columns] if is_part else []


def _union(part: str, root: Path) -> str:
    """A query in parentheses, on one line, so that it can replace a name anywhere."""
    if part not in COLUMNS:
        raise UnknownPart(f"every_family.{part}: no such part; parts are {', '.join(COLUMNS)}")
    columns = ", ".join(COLUMNS[part])
    having = [
        family
        for family in families(root)
        if part not in OPTIONAL or (root / family / f"{part}.sql").exists()
    ]
    if not having:
        empty = (
            "'' as family",
            *(f"null::{kind} as {name}" for name, kind in OPTIONAL[part].items()),
        )
        return f"(select {', '.join(empty)} where false)"
    selects = (
        f"select '{family}' as family, {columns} from {table_of(family, part)}" for family in having
    )
    return f"({' union all '.join(selects)})"
