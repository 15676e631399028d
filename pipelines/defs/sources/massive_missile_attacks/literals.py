"""Parses cells that contain a Python dict, such as `{'south': 4, 'east': NaN}`, without running it.

A bare NaN means "not stated". The meaning of keys and values does not belong here.
"""

import ast
import re

MAX_CHARACTERS = 20_000
"""Longest cell that is parsed; hand-typed cells are far shorter."""

MAX_COUNT = 1_000_000
"""Largest plausible count; no war report counts more munitions."""

_QUOTED_OR_NAN = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|\bnan\b""", re.IGNORECASE)


class NotALiteral(ValueError):
    """A cell whose content does not fit its column."""


def mapping(cell: str) -> dict[str, object]:
    """The dict in a cell, with a bare NaN as None; raises `NotALiteral` for anything else."""
    if len(cell) > MAX_CHARACTERS:
        raise NotALiteral(f"a literal of {len(cell)} characters")
    python = _QUOTED_OR_NAN.sub(lambda found: found[1] or "None", cell.strip())
    try:
        value = ast.literal_eval(python)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise NotALiteral("no Python literal") from error
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise NotALiteral("not a dict with names as keys")
    return value


def total(cell: str) -> int | None:
    """Sum of the counts in a cell; null for an empty dict and if one count is not stated.

    Raises `NotALiteral` for a value that is not a count (text, a fraction, a negative number).
    """
    counts = [_count(value) for value in mapping(cell).values()]
    stated = [count for count in counts if count is not None]
    return sum(stated) if stated and len(stated) == len(counts) else None


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotALiteral(f"{value!r} is not a count")
    if not 0 <= value <= MAX_COUNT or value % 1 != 0:
        raise NotALiteral(f"{value!r} is not a count")
    return int(value)
