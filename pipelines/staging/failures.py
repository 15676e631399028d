"""What becomes of an exception in reading one document: a reason that names it.

The one place that takes any exception for the document's own: one document never stops another.
Exceptions of the machine (a full disk, bytes that the archive lacks) and a parse.py that breaks
its contract are raised on, because they concern every document.
"""

import errno
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb
from polars.exceptions import PanicException

from pipelines.staging.budget import Budget, OverTime, deadline
from pipelines.staging.contract import ContractError
from pipelines.staging.document import Unreadable

T = TypeVar("T")

LONGEST = 500
"""Characters of an exception's message that a reason repeats."""

FAULTS = (Exception, PanicException)
"""What reading or mapping a document may raise. A panic of Polars is not an `Exception`."""

OF_THE_MACHINE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOENT,
     errno.EACCES, errno.EIO}
)  # fmt: skip
"""Errors of the operating system that no content of a document causes."""


class ReaderBroken(RuntimeError):
    """The process that reads documents cannot do its work, whatever the document."""


def attempt(name: str, budget: Budget, seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns; raises `Unreadable` with a reason for whatever goes wrong in it.

    `name`: what is read, for the reason; `seconds`: processor time it may take.
    """
    try:
        with deadline(seconds):
            return work()
    except Unreadable:
        raise
    except OverTime as error:
        raise Unreadable(budget.over_time(name, seconds)) from error
    except MemoryError as error:
        raise Unreadable(budget.over_memory(name)) from error
    except FAULTS as error:
        if concerns_all(error):
            raise
        raise Unreadable(f"{name}: {described(error)}") from error


def concerns_all(error: BaseException) -> bool:
    """Whether an exception says nothing about the document in which it was raised."""
    if isinstance(error, OSError):
        return error.errno in OF_THE_MACHINE
    of_all = ContractError | ReaderBroken | duckdb.IOException | duckdb.FatalException
    return isinstance(error, of_all)


def described(error: BaseException) -> str:
    """The exception, and the line of code that raised it."""
    message = " ".join(str(error).split())[:LONGEST]
    frames = traceback.extract_tb(error.__traceback__)
    where = ""
    if frames:
        file = Path(frames[-1].filename)
        where = f" ({file.parent.name}/{file.name} line {frames[-1].lineno}, in {frames[-1].name})"
    return f"{type(error).__name__}: {message}{where}"
