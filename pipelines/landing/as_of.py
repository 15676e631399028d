"""Parses the moment of an as-of rebuild, from the command line or a run's configuration.

Which claims were known at a moment does not belong here: a claim's known_from and known_to say so.
"""

from datetime import UTC, datetime

from pipelines.landing.archive import Archive
from pipelines.settings import Settings


class BadMoment(ValueError):
    """Not a valid past moment; the message names the value."""


def moment(text: str, now: datetime) -> datetime:
    """The moment in a text, in UTC; raises `BadMoment` if it has no zone or is in the future."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadMoment(
            f"{text!r}: not a moment; write it like 2026-02-10T00:00Z ({error})"
        ) from error
    if read.tzinfo is None:
        raise BadMoment(
            f"{text!r}: has no zone; add one, as in 2026-02-10T00:00Z or 2026-02-10T02:00+02:00"
        )
    if read > now:
        raise BadMoment(f"{text!r}: is in the future; nothing is known then yet")
    return read.astimezone(UTC)


def settings_at(here: Settings, text: str) -> Settings:
    """Settings of a rebuild as of a moment; raises `BadMoment`, also if nothing has landed."""
    at = moment(text, datetime.now(UTC))
    if next(Archive(here.archive).sidecars(), None) is None:
        raise BadMoment(
            f"{text!r}: nothing has landed in {here.archive} yet, so nothing can be rebuilt; "
            "run `ledger refresh` first"
        )
    return here.at(at)
