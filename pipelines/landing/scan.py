"""What is in a folder: regular files to land, and everything else, named with a reason.

Symbolic links are never followed out of the folder. Which source a file belongs to does not belong
here (inbox.py).
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = {
    stat.S_IFIFO: "a named pipe (FIFO)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a block device",
    stat.S_IFCHR: "a character device",
}
"""What a directory entry can be that is not a file, by the type in its mode."""


@dataclass(frozen=True)
class Entry:
    """One entry of a folder; `problem` says why it cannot land, null for a file that can."""

    path: Path
    problem: str | None = None


def scan(folder: Path, inside: Path) -> Iterator[Entry]:
    """All entries below a folder in name order, directories that can be entered left out.

    `inside`: the folder that a symbolic link may not lead out of. A folder that does not exist is
    empty.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield Entry(folder, f"cannot be listed: {error.strerror}")
        return
    for entry in entries:
        path = Path(entry.path)
        problem = _problem(entry, inside)
        if problem is None and entry.is_dir():
            yield from scan(path, inside)
        else:
            yield Entry(path, problem)


def _problem(entry: os.DirEntry[str], inside: Path) -> str | None:
    if entry.name.startswith("."):
        return "hidden files are not read; rename it, or delete it"
    if shown(entry.name) != entry.name:
        return "its name is not UTF-8, or holds a control character; rename it"
    try:
        if entry.is_symlink():
            return _problem_of_link(Path(entry.path), inside)
        kind = KINDS.get(stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode))
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    return f"it is {kind}, not a file; delete it" if kind else None


def _problem_of_link(link: Path, inside: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return f"a symbolic link to {shown(os.readlink(link))}, which cannot be reached; delete it"
    if not target.is_relative_to(inside.resolve()):
        return (
            f"a symbolic link to {shown(str(target))}, outside the inbox, which is not followed; "
            "copy the file itself"
        )
    if not target.is_file():
        return f"a symbolic link to {shown(str(target))}, which is not a file; delete it"
    return None


def still_changing(files: Iterable[Path], seconds: float) -> set[Path]:
    """Files whose size or modification time changes while this function looks.

    It looks for `seconds`, and only if some file was modified less than that ago: a file that is
    being copied is such a file.
    """
    fresh = {file: seen for file in files if (seen := _stamp(file)) and _is_fresh(seen, seconds)}
    if not fresh:
        return set()
    time.sleep(seconds)
    return {file for file, seen in fresh.items() if _stamp(file) != seen}


def _stamp(file: Path) -> tuple[int, int] | None:
    """Size and modification time in nanoseconds; null if the file is gone."""
    try:
        seen = file.stat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


def _is_fresh(seen: tuple[int, int], seconds: float) -> bool:
    """Also true for a modification time in the future, which a clock that was set back leaves."""
    return time.time() - seen[1] / 1e9 < seconds


def shown(name: str) -> str:
    """A name as it can be stored and printed: other bytes and control characters escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )
