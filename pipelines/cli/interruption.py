"""Ending at once when the command is asked to, by ctrl-C (SIGINT) or by SIGTERM.

A refresh may be killed at any instant, so nothing has to be finished. A thread waits for the
signal, because the main thread may be in a query for minutes: it says so, lets those who asked
clean up, and ends the process. What is cleaned up does not belong here.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pipelines.cli.output import now

SIGNALS = (signal.SIGINT, signal.SIGTERM)

GRACE = 3.0
"""Seconds that cleaning up may take."""

_clean_ups: list[Callable[[], object]] = []


def end_on_signals() -> None:
    """From now on SIGINT and SIGTERM end this process, with exit codes 130 and 143.

    For the main thread of a command. Python writes the number of each signal into a pipe at once,
    whatever handlers others install and however long the main thread is in a query. What standard
    error is now will say so: during a run Dagster redirects it to a file, of which another process
    shows the end too late, or never.
    """
    says = os.dup(2) if sys.stderr is not None else -1  # -1: it is closed, so nothing is said
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)
    threading.Thread(target=_wait, args=(reads, says), name="signals", daemon=True).start()


@contextmanager
def cleaned_up_by(clean_up: Callable[[], object]) -> Iterator[None]:
    """Within it, a signal also calls this function, in another thread than the main one."""
    _clean_ups.append(clean_up)
    try:
        yield
    finally:
        _clean_ups.remove(clean_up)


def _wait(reads: int, says: int) -> None:
    """End the process at the first of `SIGNALS`; other signals go on to their handlers.

    `reads`, `says`: descriptors of the pipe of signals, and of where to say so.
    """
    while (number := os.read(reads, 1)[0]) not in SIGNALS:
        pass
    with suppress(OSError):  # nobody may read it any more
        os.write(says, f"{now()} interrupted by {signal.Signals(number).name}\n".encode())
    cleaning = threading.Thread(target=_clean_up, daemon=True)
    cleaning.start()
    cleaning.join(GRACE)
    os._exit(128 + number)


def _clean_up() -> None:
    for clean_up in reversed(_clean_ups):
        # Nothing may keep the process from ending.
        with suppress(Exception):
            clean_up()
