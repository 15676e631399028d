"""What a refresh says besides its figures: files that stayed in the inbox, addresses that failed.

Input is quoted here, so it is printed as it is: never as markup, control characters escaped.
"""

from collections.abc import Iterable

from rich.console import Console

from pipelines.landing.inbox import Kept
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse


def print_plainly(console: Console, text: str, style: str | None = None) -> None:
    """Print text that holds input: brackets are brackets, and no character moves the cursor."""
    safe = "".join(
        letter
        if letter.isprintable() or letter == "\n"
        else letter.encode("unicode_escape").decode()
        for letter in text
    )
    console.print(safe, style=style, highlight=False, markup=False, emoji=False)


def print_kept(console: Console, kept: Iterable[Kept]) -> None:
    """Name every file that did not land, and why."""
    for one in kept:
        print_plainly(console, f"not landed: {one.uri}: {one.reason}", "yellow")


def print_notices(settings: Settings, console: Console) -> None:
    """What the refresh that has just run left in the inbox, and who did not answer."""
    if not settings.build.exists():  # an as-of rebuild discards its build file
        return
    with Warehouse.of(settings) as warehouse:
        kept = warehouse.rows(
            "select source, uri, reason from quality.quarantined_rows where stage = 'land' "
            "order by all"
        )
        failed = warehouse.rows(
            "select source, reason from quality.fetches where outcome = 'failed' and ? "
            "order by all",
            settings.asks,
        )
    print_kept(console, (Kept(*row) for row in kept))
    for source, reason in failed:
        print_plainly(console, f"no answer: {source}: {reason}", "yellow")
