"""The command that downloads at once what the sources publish at their addresses.

How an address is asked does not belong here (landing/fetch.py). That module is imported only if
the command runs: its libraries would slow the start of every other command.
"""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.landing.fetch import Answer

MEANINGS = {"new": "new", "unchanged": "nothing new", "skipped": "skipped", "failed": "failed"}
"""Outcome -> word that the command prints."""


def fetch(*sources: str) -> int:
    """Download what sources publish at their addresses into the inbox; `ledger refresh` reads it.

    Example: `ledger fetch`, `ledger fetch drone_observatory`. Exits 1 where an address failed.

    Parameters
    ----------
    sources
        Sources to ask; without any, all that declare an address.
    """
    from rich.console import Console

    from pipelines.landing.declaration import all_sources
    from pipelines.landing.fetch import fetch_each
    from pipelines.settings import Settings

    declared = {name: source for name, source in all_sources().items() if source.fetch}
    if unknown := sorted(set(sources) - set(declared)):
        known = ", ".join(declared)
        print(
            f"ledger: {', '.join(unknown)}: no source with an address under `fetch`; there are "
            f"{known}",
            file=sys.stderr,
        )
        return 1
    asked = {name: source for name, source in declared.items() if not sources or name in sources}
    console = Console(stderr=True, markup=False, highlight=False)
    status = console.status("") if console.is_terminal else nullcontext()
    has_failed = False
    with status as spinner:

        def say(words: str) -> None:
            if spinner is None:
                print(words, file=sys.stderr, flush=True)
            else:
                spinner.update(words)

        for answer in fetch_each(Settings(), asked, say):
            print(_line(answer), flush=True)
            has_failed |= answer.outcome == "failed"
    return 1 if has_failed else 0


def _line(answer: "Answer") -> str:
    words = f"{answer.source}: {MEANINGS[answer.outcome]}"
    if answer.file is not None:
        words += f": {answer.file}, {answer.bytes or 0:,} bytes"
    return f"{words} ({answer.reason})" if answer.reason else words
