"""How much the ledger asks of publishers: pauses between requests, and totals of one refresh.

Limits of a single request do not belong here (web.py).
"""

import time
from dataclasses import dataclass, field

PAUSE_SECONDS = 1.0
"""Seconds between two requests to one host."""

MOST_REQUESTS = 200
"""Requests of one refresh to all publishers."""

MOST_BYTES = 1 << 30
"""Bytes that one refresh takes from all publishers."""


class Enough(RuntimeError):
    """The totals of this refresh are used up; the rest waits for the next one."""


@dataclass
class Pace:
    """What one refresh has asked so far."""

    requests: int = 0
    bytes: int = 0
    last_asked: dict[str, float] = field(default_factory=dict)

    def before(self, host: str) -> None:
        """Wait until the host may be asked again; raises `Enough`."""
        if self.requests >= MOST_REQUESTS or self.bytes >= MOST_BYTES:
            raise Enough(
                f"{self.requests} requests and {self.bytes:,} bytes in this refresh; the rest "
                "waits for the next one"
            )
        due = self.last_asked.get(host, -PAUSE_SECONDS) + PAUSE_SECONDS
        time.sleep(max(0.0, due - time.monotonic()))
        self.requests += 1
        self.last_asked[host] = time.monotonic()

    def after(self, size: int) -> None:
        """Count what an answer brought."""
        self.bytes += size
