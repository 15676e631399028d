"""What one document may cost, and the timer that enforces processor time.

    size     `megabytes`, or `text_megabytes` for a document that is parsed as a whole; compared
             before the document is opened
    memory   `memory_megabytes` for a document of markup, which is read in another process; tables
             are read in pieces and plain texts take a small multiple of their bytes
    time     `seconds` of processor time for reading a document of up to `TIMED_MEGABYTES`, in
             proportion for a larger one; for mapping the rows of tables, in proportion likewise;
             and for extracting the claims of one text

The timer is a signal, which Python delivers to the main thread only. It interrupts Python code and
regular expressions, and no parser written in C. What it cannot interrupt is read in another process
(apart.py).
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from pipelines.settings import Settings

TIMED_MEGABYTES = 16
"""Size of a document up to which `seconds` is the limit for reading it."""

MEGABYTE = 1 << 20

SETTING = "(LEDGER_DOCUMENT_"
"""How a reason quotes the setting that a document exceeds."""


class OverTime(BaseException):
    """The processor time is used up. No `Exception`, so that no parser takes it for a fault."""


@dataclass(frozen=True)
class Budget:
    """Limits of one document; the settings LEDGER_DOCUMENT_... change them."""

    seconds: float = 60.0
    megabytes: int = 4096
    text_megabytes: int = 256
    memory_megabytes: int = 2048

    @classmethod
    def of(cls, settings: Settings) -> "Budget":
        """The limits that the settings give."""
        return cls(
            settings.document_seconds,
            settings.document_megabytes,
            settings.document_text_megabytes,
            settings.document_memory_megabytes,
        )

    def seconds_for(self, size: int) -> float:
        """Seconds of processor time for a document, or rows of tables, of this many bytes."""
        return self.seconds * max(1.0, size / (TIMED_MEGABYTES * MEGABYTE))

    def too_large(self, name: str, size: int) -> str | None:
        """A sentence about a document that is larger than allowed; null for any other."""
        is_table = name.lower().endswith(".csv")
        limit = self.megabytes if is_table else self.text_megabytes
        if size <= limit * MEGABYTE:
            return None
        setting = self.settings()["megabytes" if is_table else "text_megabytes"]
        return (
            f"{name}: {size:,} bytes are more than one document may have ({setting}); "
            "split the file, or raise the setting"
        )

    def over_time(self, name: str, seconds: float) -> str:
        """A sentence about a document that has used up its seconds of processor time."""
        return (
            f"{name}: took more than {seconds:g} seconds of processor time "
            f"({self.settings()['seconds']}); split the file, or raise the setting"
        )

    def over_memory(self, name: str) -> str:
        """A sentence about a document that has used up its memory."""
        return (
            f"{name}: took more memory than one document may have "
            f"({self.settings()['memory_megabytes']}); split the file, or raise the setting"
        )

    def settings(self) -> dict[str, str]:
        """The settings that give these limits, as a reason quotes them."""
        return {
            "seconds": f"LEDGER_DOCUMENT_SECONDS={self.seconds:g}",
            "megabytes": f"LEDGER_DOCUMENT_MEGABYTES={self.megabytes}",
            "text_megabytes": f"LEDGER_DOCUMENT_TEXT_MEGABYTES={self.text_megabytes}",
            "memory_megabytes": f"LEDGER_DOCUMENT_MEMORY_MEGABYTES={self.memory_megabytes}",
        }


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `OverTime` in the block once the process has used so many seconds of processor time.

    In another thread than the main one, time is not limited here.
    """
    if not is_main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again, should a parser catch it
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def is_main_thread() -> bool:
    """Whether signals, and so the timer, reach the code that runs now."""
    return threading.current_thread() is threading.main_thread()


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise OverTime
