"""Cells that hold a Python dict, such as `{'south': 4, 'east': NaN}`: read as data, never run.

A bare NaN stands for "not stated". What the keys and values mean does not belong here.
"""

import ast
import re

MAX_CHARACTERS = 20_000
"""Longest cell that is tried; what a table's author types by hand stays far below."""

MAX_COUNT = 1_000_000
"""Largest single count that is believed; no war report counts munitions beyond it."""

_QUOTED_OR_NAN = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|\bnan\b""", re.IGNORECASE)


class NotALiteral(ValueError):
    """A cell that does not hold what its column promises."""


def mapping(cell: str) -> dict[str, object]:
    """The dict that a cell holds, a bare NaN as None; raises `NotALiteral` for anything else."""
    if len(cell) > MAX_CHARACTERS:
        raise NotALiteral(f"a literal of {len(cell)} characters")
    python = _QUOTED_OR_NAN.sub(lambda found: found[1] or "None", cell.strip())
    try:
        value = ast.literal_eval(python)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise NotALiteral("no Python literal") from error
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise NotALiteral("no dict with names as keys")
    return value


def total(cell: str) -> int | None:
    """Sum of a cell's counts; null for an empty dict, and where one count is not stated.

    Raises `NotALiteral` for a value that is no count (text, a fraction, less than zero).
    """
    counts = [_count(value) for value in mapping(cell).values()]
    stated = [count for count in counts if count is not None]
    return sum(stated) if stated and len(stated) == len(counts) else None


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotALiteral(f"{value!r} is no count")
    if not 0 <= value <= MAX_COUNT or value % 1 != 0:
        raise NotALiteral(f"{value!r} is no count")
    return int(value)
