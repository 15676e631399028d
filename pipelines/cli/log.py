"""What a refresh prints, made fit for a log: the time on every line, or nothing if all is well.

What is printed does not belong here (refresh.py, refresh_console.py).
"""

import sys
from typing import Any

from rich.console import Console

from pipelines.cli.output import now


class Log(Console):
    """A console on standard error.

    On a terminal it prints as any console. Elsewhere every line begins with the time in UTC. A
    quiet one prints nothing until it is released, and then all that it kept.
    """

    def __init__(self, *, is_quiet: bool = False) -> None:
        super().__init__(file=sys.stderr, soft_wrap=True)
        self.is_quiet = is_quiet
        self._kept: list[str] = []

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as `Console.print` does, or keep the lines."""
        if self.is_terminal and not self.is_quiet:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        lines = [f"{now()} {line}\n" for line in captured.get().splitlines() if line.strip()]
        if self.is_quiet:
            self._kept += lines
        else:
            self._write(lines)

    def release(self) -> None:
        """Print what was kept: something went wrong after all."""
        self._write(self._kept)
        self._kept = []

    def _write(self, lines: list[str]) -> None:
        self.file.write("".join(lines))
        self.file.flush()
