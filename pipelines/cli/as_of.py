"""The moment of an as-of rebuild: read from what was typed, and put into this process's settings.

What was known at a moment is decided by the claims' known_from and known_to, not here.
"""

import os
from datetime import UTC, datetime

from pipelines.landing.archive import Archive
from pipelines.settings import Settings, settings


class BadMoment(ValueError):
    """Not a moment at which anything can have been known; the message names the value."""


def moment(text: str, now: datetime) -> datetime:
    """The moment a text means, in UTC; raises `BadMoment` without a zone or when it is to come."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadMoment(
            f"{text!r}: not a moment; write it like 2026-02-10T00:00Z ({error})"
        ) from error
    if read.tzinfo is None:
        raise BadMoment(
            f"{text!r}: says no zone; add one, as in 2026-02-10T00:00Z or 2026-02-10T02:00+02:00"
        )
    if read > now:
        raise BadMoment(f"{text!r}: lies in the future; nothing is known then yet")
    return read.astimezone(UTC)


def settings_at(read: datetime) -> Settings:
    """The settings of this process at that moment; raises `BadMoment` while nothing has landed."""
    os.environ["LEDGER_AS_OF"] = read.isoformat()
    settings.cache_clear()
    here = settings()
    if next(Archive(here.archive).sidecars(), None) is None:
        raise BadMoment(
            f"{here.archive}: nothing has landed yet, so nothing can be rebuilt; "
            "run `ledger refresh` first"
        )
    return here
