"""Whether anything has arrived since the last publication, and when this was last checked.

The command line, the schedule and the inbox sensor all ask here, so that a look that finds nothing
starts no run and is recorded in the same way for every caller. Landing does not belong here.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.landing.declaration import all_sources
from pipelines.publication.fingerprint import of_arrived
from pipelines.publication.manifest import Manifest, intact_publication
from pipelines.settings import Settings


@dataclass(frozen=True)
class Look:
    """A look that found nothing new. `by`: command line, schedule, inbox sensor or run."""

    looked_at: str
    by: str
    unchanged_since: str


def nothing_new(settings: Settings, by: str) -> Manifest | None:
    """The last publication if nothing has arrived since, and the look recorded; else null.

    Also null where publishers may be asked: only the job itself finds out whether they have news.
    """
    last = intact_publication(settings)
    if last is None or settings.asks:
        return None
    if last.fingerprint != of_arrived(settings, all_sources()):
        return None
    record_look(settings, by, last)
    return last


def record_look(settings: Settings, by: str, last: Manifest) -> None:
    """Keep the moment of a look that found nothing newer than a publication."""
    look = Look(datetime.now(UTC).isoformat(timespec="seconds"), by, last.published_at)
    path = look_path(settings)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(asdict(look), indent=1) + "\n")
    fresh.replace(path)


def last_look(settings: Settings) -> Look | None:
    """The last look that found nothing new; null if there was none or its file is damaged."""
    try:
        return Look(**json.loads(look_path(settings).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def look_path(settings: Settings) -> Path:
    """Where the last look is kept."""
    return settings.data / f"looked{settings.suffix}.json"
