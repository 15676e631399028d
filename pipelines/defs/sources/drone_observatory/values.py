"""Small types of the observatory's files as cells of text, and what refuses a record.

A value that no source states ("desconocido") and a value that is not there are null. What a record
consists of does not belong here (bulletins.py, incidents.py).
"""

import re
from collections.abc import Iterator
from typing import Any

UNKNOWN = "desconocido"
"""How the observatory writes that no source states a value."""

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z")

Row = dict[str, str | None]
"""Cells of one staged row, all text; columns that are not there are null."""

Refusal = tuple[str, str, str]
"""Locator, reason and content of a record that is refused."""


class Refused(ValueError):
    """A record that cannot be read; the message names the member and the value met."""


def member(record: dict[str, Any], name: str, kind: type) -> Any:
    """A member of this type, null if it is absent; raises `Refused` for another type."""
    value = record.get(name)
    if value is not None and not isinstance(value, kind):
        raise Refused(f"{name} = {value!r} is not of the published form")
    return value


def required(record: dict[str, Any], name: str, kind: type) -> Any:
    """A member that must be there; raises `Refused`."""
    value = member(record, name, kind)
    if value is None:
        raise Refused(f"{name} is absent")
    return value


def text(record: dict[str, Any], name: str) -> str | None:
    """A text, null if it is absent or unknown."""
    value = member(record, name, str)
    return None if value == UNKNOWN else value


def flag(record: dict[str, Any], name: str) -> str | None:
    """`true` where the member is true, else null."""
    return "true" if member(record, name, bool) else None


def bounds(record: dict[str, Any], name: str) -> tuple[str | None, str | None]:
    """Least and most of a range; null where unknown; raises `Refused` for anything else."""
    value = record.get(name)
    if value is None or value == UNKNOWN:
        return None, None
    if not isinstance(value, dict):
        raise Refused(f"{name} = {value!r} is not a range")
    low, high = _count(value.get("min")), _count(value.get("max"))
    if low is None or high is None or low > high:
        raise Refused(f"{name} = {value!r} is not a range of counts")
    return str(low), str(high)


def range_cells(record: dict[str, Any], **columns: str) -> Row:
    """Cells `<column>_min` and `<column>_max`. `columns`: column -> member."""
    cells: Row = {}
    for column, name in columns.items():
        cells[f"{column}_min"], cells[f"{column}_max"] = bounds(record, name)
    return cells


def instant(value: Any, name: str) -> tuple[str, str | None]:
    """Moment in UTC and its precision; raises `Refused`."""
    moment = value.get("valor") if isinstance(value, dict) else None
    if not isinstance(moment, str) or not MOMENT.fullmatch(moment):
        raise Refused(f"{name} = {value!r} is not a moment (2026-10-04T06:17Z)")
    return moment, text(value, "precision")


def optional_instant(record: dict[str, Any], name: str) -> tuple[str | None, str | None]:
    """Moment in UTC and its precision, null where absent or unknown."""
    value = record.get(name)
    return (None, None) if value is None or value == UNKNOWN else instant(value, name)


def joined(values: list[Any], name: str) -> str | None:
    """Texts joined with `;`; null for an empty list; raises `Refused` if one is not a text."""
    if not all(isinstance(value, str) for value in values):
        raise Refused(f"{name} = {values!r} is not a list of texts")
    return ";".join(value.strip() for value in values) or None


def texts(record: dict[str, Any], name: str) -> str | None:
    """A list of texts in one cell; null where it is empty, absent or unknown."""
    value = record.get(name)
    return None if value == UNKNOWN else joined(member(record, name, list) or [], name)


def sources(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The sources of a record, in order; raises `Refused` for one that is not an object."""
    for source in member(record, "fuentes", list) or []:
        if not isinstance(source, dict):
            raise Refused(f"fuentes: {source!r} is not an object")
        yield source


def source_cells(source: dict[str, Any]) -> Row:
    """Who reports it, where, when, and its first words."""
    published_at, precision = optional_instant(source, "fecha")
    return {
        "fuente_id": text(source, "id"),
        "enlace": text(source, "enlace"),
        "medio": text(source, "medio"),
        "fuente_fecha": published_at,
        "fuente_precision": precision,
        "idioma": text(source, "idioma"),
        "fiabilidad": text(source, "fiabilidad"),
        "frase_origen": text(source, "frase_origen"),
    }


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return value if is_count else None
