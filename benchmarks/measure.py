"""What other processes use, as Linux shows it in /proc. What is measured does not belong here."""

import os
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")

GONE = (FileNotFoundError, ProcessLookupError, PermissionError)
"""Errors for a process that ended between two looks."""


def processes_of(pid: int) -> list[int]:
    """The process and all its descendants."""
    found = [pid]
    for one in found:
        with suppress(*GONE):
            for task in (PROC / str(one) / "task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def seconds_of(pid: int) -> float:
    """Processor seconds of a process and of its children that ended; 0 if it is gone."""
    with suppress(*GONE):
        fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def memory_of(pid: int) -> int:
    """Bytes that a process holds, those it shares in proportion (PSS); 0 if it is gone."""
    with suppress(*GONE):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    return 0
