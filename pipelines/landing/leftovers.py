"""Temporary files that killed processes left in the archive and the inbox.

What an unfinished publication left does not belong here (publication/replace.py).
"""

import time

from pipelines.settings import Settings

AGE = 60.0
"""Seconds after which a temporary file belongs to no process: writing one takes far less."""

PLACES = ("archive/??/.*", "inbox/*/fetched/.*")
"""Where files are written under a hidden name before they get their own."""


def remove_leftovers(settings: Settings) -> int:
    """Delete temporary files older than `AGE`; returns how many there were."""
    oldest = time.time() - AGE
    left = [
        path
        for place in PLACES
        for path in settings.data.glob(place)
        if path.is_file() and path.stat().st_mtime < oldest
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
