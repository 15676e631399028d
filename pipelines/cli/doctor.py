"""`ledger doctor`: checks that a refresh can run, and that files, runs and data are in order.

Each check is one function that returns findings. Printing does not belong here (main.py), nor what
Dagster knows of runs (doctor_runs.py), nor comparing hashes (publication/verify.py).
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import duckdb

from pipelines.landing.archive import Archive, id_of, read_record
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import arrivals, misplaced
from pipelines.publication.ages import ages_in
from pipelines.publication.manifest import last_publication
from pipelines.publication.reading import open_publication
from pipelines.publication.unchanged import last_look
from pipelines.publication.verify import verify
from pipelines.settings import Settings
from pipelines.warehouse.build import is_held

LOW_DISK = 1 << 30
"""Free bytes below which a refresh is likely to run out of space."""

STALE = timedelta(days=2)
"""Age above which a publication gets a remark: bulletins appear every day."""

SHOWN = 3
"""Names shown of a list."""


@dataclass(frozen=True)
class Finding:
    """Result of one check; `is_well` is false if the user should act."""

    about: str
    says: str
    is_well: bool = True


def examine(settings: Settings) -> list[Finding]:
    """All findings, in the order in which they are printed."""
    from pipelines.cli.doctor_runs import runs

    return [
        _versions(),
        _data(settings),
        _publication(settings),
        *_look(settings),
        _build(settings),
        _inbox(settings),
        *_files(settings),
        *_contents(settings),
        *runs(settings),
    ]


def _versions() -> Finding:
    return Finding("versions", f"dagster {version('dagster')}, duckdb {duckdb.__version__}")


def _data(settings: Settings) -> Finding:
    folder = settings.data if settings.data.exists() else settings.data.parent
    free = shutil.disk_usage(folder).free
    says = f"{settings.data}, {free / (1 << 30):.1f} GiB free"
    return Finding("data folder", says, free > LOW_DISK and os.access(folder, os.W_OK))


def _publication(settings: Settings) -> Finding:
    last = last_publication(settings)
    if last is None:
        return Finding("publication", "none yet; run `ledger refresh`", False)
    age = datetime.now(UTC) - datetime.fromisoformat(last.published_at)
    rows = sum(last.rows.values())
    says = f"{settings.warehouse}, {last.published_at}, {rows:,} rows"
    return Finding("publication", says, age < STALE)


def _look(settings: Settings) -> list[Finding]:
    """The last look at the inbox and the archive that found nothing new; none if none did."""
    look = last_look(settings)
    if look is None:
        return []
    says = f"{look.looked_at} by {look.by}: nothing new since {look.unchanged_since}"
    return [Finding("last look", says)]


def _build(settings: Settings) -> Finding:
    if not settings.build.exists():
        return Finding("build file", "none yet")
    state = "a refresh is running" if is_held(settings.build) else "free"
    return Finding("build file", f"{settings.build}, {state}")


def _files(settings: Settings) -> list[Finding]:
    """The quick form of `ledger verify`, and a build file that was set aside."""
    found = [Finding(problem.about, problem.says, False) for problem in verify(settings)]
    aside = settings.build.with_name(f"{settings.build.name}.damaged")
    if aside.exists():
        says = f"{aside}: a damaged build file that was set aside; delete it"
        found.append(Finding("build file", says, False))
    return found or [Finding("files", "archive, build file and publication have their hashes")]


def _contents(settings: Settings) -> list[Finding]:
    """What the publication holds: quarantine, documents it lacks, the age of each source."""
    if not settings.warehouse.exists():
        return [Finding("quarantine", "nothing read yet")]
    try:
        with open_publication(settings.warehouse) as connection:
            return [
                _quarantine(connection),
                _unpublished(settings, connection),
                *_fetches(settings, connection),
                *_ages(connection),
            ]
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        return [Finding("publication", f"{settings.warehouse}: cannot be read: {reason}", False)]


def _inbox(settings: Settings) -> Finding:
    if not settings.inbox.is_dir():
        return Finding("inbox", f"{settings.inbox}, which does not exist: nothing to land")
    sources = all_sources()
    dropped = [one for one in arrivals(settings, sources) if one.uri.startswith("inbox/")]
    kept = list(misplaced(settings, sources))
    says = f"{settings.inbox}, {len(dropped):,} files that a source reads"
    if kept:
        more = f"; and {len(kept) - 1} more" if len(kept) > 1 else ""
        says += f"; {len(kept)} that cannot land: {kept[0].uri}: {kept[0].reason}{more}"
    return Finding("inbox", says, not kept)


def _quarantine(connection: duckdb.DuckDBPyConnection) -> Finding:
    query = "select count(*) from quality.quarantined_rows"
    ((rows,),) = connection.execute(query).fetchall()
    says = f"{rows:,} rows; see `ledger quarantine`"
    return Finding("quarantine", says)


def _unpublished(settings: Settings, connection: duckdb.DuckDBPyConnection) -> Finding:
    """Documents of the archive that the publication does not have."""
    query = "select document_id from landed.documents"
    published = {document_id for (document_id,) in connection.execute(query).fetchall()}
    landed = list(Archive(settings.archive).sidecars())
    lacking = sorted(_uri(sidecar) for sidecar in landed if id_of(sidecar) not in published)
    if not lacking:
        return Finding("documents", f"all {len(landed):,} that have landed are published")
    more = f" and {len(lacking) - SHOWN:,} more" if len(lacking) > SHOWN else ""
    says = f"landed and not published: {', '.join(lacking[:SHOWN])}{more}; run `ledger refresh`"
    return Finding("documents", says, False)


def _fetches(settings: Settings, connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """What the publishers answered when they were last asked; none if fetching is off."""
    if not settings.asks:
        return []
    rows = connection.execute(
        "select outcome, max(asked_at), list(url order by url) from quality.fetches group by all"
    ).fetchall()
    if not rows:
        return [Finding("fetching", "on; nothing was fetched yet")]
    urls = {outcome: found for outcome, _, found in rows}
    counts = ", ".join(f"{len(found):,} {outcome}" for outcome, found in sorted(urls.items()))
    failed = urls.get("failed", [])
    named = f": {', '.join(failed[:SHOWN])}" if failed else ""
    last = max(asked_at for _, asked_at, _ in rows)
    says = f"addresses asked until {last:%Y-%m-%d %H:%M} UTC: {counts}{named}"
    return [Finding("fetching", says, not failed)]


def _uri(sidecar: Path) -> str:
    """Where a document came from; of a damaged record, which `verify` names, the file's name."""
    try:
        return read_record(sidecar).uri
    except ValueError:
        return sidecar.name


def _ages(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """How old the newest item of each source is that has any, counted to today."""
    return [
        Finding(f"age of {age.source}", age.says, not age.is_late) for age in ages_in(connection)
    ]
