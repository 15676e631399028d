"""Writes many files, each complete or not there, and waits for the disk once for all.

Files are written under hidden names. Once the disk has all of them, they get their own names in the
order of `RANKS`, and the disk has the names of one rank before a file of the next gets its own.
What is written does not belong here (archive.py).
"""

import ctypes
import os
import secrets
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from pipelines.warehouse.sync import sync

BYTES, RECORD = RANKS = (0, 1)
"""A record is never there without its bytes."""

FEW = 64
"""Files up to which the disk is asked for each; from there on, for all that waits in its cache."""

WRITERS = 16
"""Files for which the disk is asked at the same time; that takes hardly longer than for one."""

CHUNK = 1 << 20


class Group:
    """Files that get their names together, when the block of this context manager ends.

    An exception in the block leaves none of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = f".{secrets.token_hex(6)}"
        self._fresh: dict[Path, tuple[str, int]] = {}
        self._sizes: dict[Path, int] = {}
        self._opened: int | None = None
        self._grown: set[Path] = set()
        self.size = 0
        """Bytes of all files of the group."""

    def __enter__(self) -> "Group":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_exception: object) -> None:
        try:
            if failed is None:
                self._commit()
        finally:
            for fresh, _rank in self._fresh.values():
                Path(fresh).unlink(missing_ok=True)
            if self._opened is not None:
                os.close(self._opened)

    @property
    def files(self) -> int:
        """How many files the group has."""
        return len(self._sizes)

    def has(self, target: Path) -> bool:
        """Whether a file is there, or will be when the group gets its names."""
        return target in self._sizes or target.exists()

    def size_of(self, target: Path) -> int:
        """Bytes of a file that is there, or will be."""
        return self._sizes[target] if target in self._sizes else target.stat().st_size

    def write(self, target: Path, content: bytes | BinaryIO, rank: int) -> None:
        """Write a file of the group: these bytes, or those of a stream."""
        if self._opened is None:
            self._make(self._folder)
            # Linux reports to an open folder only what fails after it was opened.
            self._opened = os.open(self._folder, os.O_RDONLY)
        fresh = f"{target.parent}/{self._mark}{len(self._sizes)}"
        self._fresh[target] = (fresh, rank)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            descriptor = os.open(fresh, flags, 0o600)
        except FileNotFoundError:
            self._make(target.parent)
            descriptor = os.open(fresh, flags, 0o600)
        with open(descriptor, "wb", buffering=0 if isinstance(content, bytes) else -1) as stream:
            if isinstance(content, bytes):
                left = memoryview(content)
                while left:
                    left = left[stream.write(left) :]
            else:
                shutil.copyfileobj(content, stream, CHUNK)
                stream.flush()
            self._sizes[target] = os.fstat(stream.fileno()).st_size
        self.size += self._sizes[target]

    def written(self, target: Path) -> Path:
        """Where a file of the group is until it gets its name."""
        return Path(self._fresh[target][0])

    def drop(self, target: Path) -> None:
        """Leave a file out."""
        fresh, _ = self._fresh.pop(target)
        self.size -= self._sizes.pop(target)
        Path(fresh).unlink(missing_ok=True)

    def _make(self, folder: Path) -> None:
        """Make a folder, if it is not there, and remember which folders have a new entry by it."""
        above = folder
        while not above.exists():
            above = above.parent
            self._grown.add(above)
        folder.mkdir(parents=True, exist_ok=True)

    def _commit(self) -> None:
        if not self._fresh:
            return
        self._sync([*(fresh for fresh, _rank in self._fresh.values()), *self._grown])
        for rank in RANKS:
            named = [target for target, (_, own) in self._fresh.items() if own == rank]
            for target in named:
                os.replace(self._fresh[target][0], target)
                del self._fresh[target]
            self._sync({target.parent for target in named})

    def _sync(self, paths: Iterable[str | Path]) -> None:
        """Wait until files, or the entries of folders, are on the disk."""
        waiting = list(paths)
        if len(waiting) > FEW and self._opened is not None and _sync_all(self._opened):
            return
        if len(waiting) == 1:
            sync(waiting[0])
            return
        with ThreadPoolExecutor(WRITERS) as threads:
            for _ in threads.map(sync, waiting):
                pass


def _sync_all(opened: int) -> bool:
    """Wait until the disk has everything of the file system of an open folder; false without a way.

    Linux reports errors of writing since 5.8; macOS has no such call.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None or not _reports_errors():
        return False
    if call(opened) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return True


def _reports_errors() -> bool:
    major, minor, *_ = os.uname().release.split(".")
    return (int(major), int(minor.split("-")[0])) >= (5, 8)
