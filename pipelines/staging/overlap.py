"""Does work in other threads, so that reading, mapping and storing overlap.

Polars, NumPy and DuckDB work without Python's lock. What is done does not belong here.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T]) -> Iterator[T]:
    """The same items; each is computed in another thread while the one before is in use."""
    iterator = iter(items)
    with ThreadPoolExecutor(1) as thread:
        upcoming = thread.submit(_next, iterator)
        while found := upcoming.result():
            upcoming = thread.submit(_next, iterator)
            yield from found


def _next(iterator: Iterator[T]) -> list[T]:
    """The next item; nothing at the end."""
    return list(islice(iterator, 1))


class Behind:
    """Does tasks in another thread, one after the other; one task is done at a time."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread = thread
        self._last: Future[None] | None = None

    @classmethod
    @contextmanager
    def caller(cls) -> Iterator["Behind"]:
        """Tasks that are done at the end of the block, unless the block fails."""
        with ThreadPoolExecutor(1) as thread:
            behind = cls(thread)
            yield behind
            behind.wait()

    def do(self, task: Callable[[], None]) -> None:
        """Begin a task when the last one is done; raises what that one raised."""
        self.wait()
        self._last = self._thread.submit(task)

    def wait(self) -> None:
        """Wait for the last task; raises what it raised."""
        if self._last is not None:
            last, self._last = self._last, None
            last.result()
