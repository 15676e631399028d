"""Says how far the reading of a source has come, and when it may be done.

Where the lines go does not belong here: the caller gives a function that prints or logs them.
"""

import time
from collections.abc import Callable

EVERY_SECONDS = 10.0
"""Seconds between two lines; work that is done sooner says nothing."""


def silent(_line: str) -> None:
    """Say nothing."""


class Progress:
    """Counts finished work and says so from time to time.

    `total`: how much there is, in any unit; `what`: what is counted, for the line.
    """

    def __init__(
        self,
        what: str,
        total: int,
        say: Callable[[str], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what = what
        self._total = total
        self._say = say
        self._clock = clock
        self._started = self._said = clock()
        self._done = 0

    def add(self, amount: int) -> None:
        """Count finished work; says how much if the last line is old enough."""
        self._done += amount
        now = self._clock()
        if now - self._said < EVERY_SECONDS or self._done >= self._total:
            return
        self._said = now
        rate = self._done / (now - self._started)
        left = round((self._total - self._done) / rate)
        self._say(
            f"{self._what}: {self._done:,} of {self._total:,}, {rate:,.0f} a second, "
            f"about {left // 60} min {left % 60} s left"
        )
