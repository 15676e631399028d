"""`ledger withdraw` and `ledger quarantine`: documents taken out, and what waits to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console

from pipelines.cli.notices import print_plainly
from pipelines.cli.output import fail
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import misplaced
from pipelines.landing.withdrawal import NotWithdrawn, bring_back, withdraw, withdrawn
from pipelines.settings import Settings
from pipelines.warehouse.connecting import connect

SHOWN = 3
"""Rows of one file that are shown; the rest is counted."""

REMEDIES = {
    "land": "the next refresh lands it once this is mended",
    "read": "mend the file and drop it in again; take this one out with "
    "`ledger withdraw {document} --reason ...`",
    "map": "do what the reason says, and the next refresh reads it again; take the document out "
    "with `ledger withdraw {document} --reason ...`",
}
"""What to do about a file, by the stage that it came to."""

QUARANTINED = (
    "select uri, source, document_id, stage, locator, reason from quality.quarantined_rows "
    "where stage <> 'land' order by all"
)


@dataclass(frozen=True)
class Waiting:
    """One row or file that waits; `document` is blank for a file that has not landed."""

    uri: str
    source: str
    document: str
    stage: str
    locator: str
    reason: str


def run_withdraw(settings: Settings, document: str, reason: str, *, undo: bool) -> int:
    """Take a document out, or bring it back; returns the exit code."""
    archive = Archive(settings.archive)
    try:
        record = bring_back(archive, document) if undo else withdraw(archive, document, reason)
    except NotWithdrawn as error:
        return fail(str(error))
    said = "is back" if undo else "is withdrawn; its bytes stay in the archive"
    print_plainly(
        Console(soft_wrap=True),
        f"{record.uri} ({record.document_id}) {said}. The next `ledger refresh` publishes "
        f"{'with' if undo else 'without'} it.",
    )
    return 0


def run_quarantine(settings: Settings) -> int:
    """List what waits, file by file, and what was withdrawn."""
    console = Console(soft_wrap=True)
    files: dict[tuple[str, str], list[Waiting]] = {}
    for one in _waiting(settings):
        files.setdefault((one.uri, one.stage), []).append(one)
    for (uri, stage), rows in files.items():
        first = rows[0]
        about = f" ({first.document})" if first.document else ""
        print_plainly(console, f"{uri}{about}: {_counted(rows)}", "bold")
        for row in rows[:SHOWN]:
            place = "" if row.locator == "document" else f"row {row.locator}: "
            print_plainly(console, f"  {place}{row.reason}")
        if len(rows) > SHOWN:
            print_plainly(console, f"  and {len(rows) - SHOWN:,} more in quality.quarantined_rows")
        print_plainly(console, f"  remedy: {REMEDIES[stage].format(document=first.document)}")
    if not files:
        print_plainly(console, "Nothing waits.")
    for one in sorted(withdrawn(Archive(settings.archive)), key=lambda one: one.withdrawn_at):
        print_plainly(
            console,
            f"withdrawn {one.withdrawn_at}: {one.uri} ({one.document_id}): {one.reason}",
        )
    return 0


def _counted(rows: list[Waiting]) -> str:
    if any(row.locator == "document" for row in rows):
        return "not landed" if rows[0].stage == "land" else "not read at all"
    return f"{len(rows):,} row{'s' if len(rows) > 1 else ''}"


def _waiting(settings: Settings) -> Iterator[Waiting]:
    """What the inbox holds that cannot land now, and what the last publication left out."""
    for kept in misplaced(settings, all_sources()):
        yield Waiting(kept.uri, kept.source, "", "land", "document", kept.reason)
    if settings.warehouse.exists():
        with connect(settings.warehouse, read_only=True) as connection:
            rows = connection.execute(QUARANTINED).fetchall()
        for row in rows:
            yield Waiting(*row)
