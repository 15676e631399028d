"""The commands that read the publication: sources, sql, export, report, explain, diff.

What they print is made elsewhere (query.py, publication/, report/); those modules are imported when
a command runs.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Literal, cast

from pipelines.cli.output import Format, fail
from pipelines.paths import data_folder, publication


def sources() -> int:
    """List the sources: documents, rows, claims, quarantined rows, and how old their data is.

    Example: `ledger sources`
    """
    columns = "source, documents, rows_in, claims, quarantined, cadence, age_in_words as age"
    ages = "left join (select source, age_in_words from ages) as ages using (source)"
    return sql(f"select {columns} from marts.overview_sources {ages} order by source")


def sql(query: str, *, format: Format = "table", out: Path | None = None) -> int:
    """Run one query on the publication; it reads nothing else and writes only to --out.

    Example: `ledger sql "select * from marts.strikes_daily where night_of = '2026-02-05'"`

    Parameters
    ----------
    query
        One SQL query.
    format
        How to print it.
    out
        File to replace instead of writing to standard output; needed for parquet.
    """
    from pipelines.cli.query import print_answer
    from pipelines.cli.sealed import NoAnswer

    try:
        print_answer(_warehouse(), query, format, out)
    except NoAnswer as error:
        return fail(str(error))
    return 0


def export(*, to: Path, hxl: bool = False) -> int:
    """Write the publication as plain files: CSV, Parquet, maps, a data package and a manifest.

    Example: `ledger export --to exports/today`

    Parameters
    ----------
    to
        Folder to write to; it replaces an earlier export there.
    hxl
        Write hashtags of the Humanitarian Exchange Language into the second row of every CSV.
    """
    from pipelines.publication.export import ExportError
    from pipelines.publication.export import export as run

    try:
        exported = run(_warehouse(), to, has_tags=hxl)
    except ExportError as error:
        return fail(str(error))
    print(f"{len(exported.rows)} tables, {sum(exported.rows.values()):,} rows: {to}")
    for table, sentence in exported.left_out.items():
        print(f"{table}: {sentence}")
    return 0


def report(*, to: Path | None = None, before: Path | None = None) -> int:
    """Make the page: charts, maps and the claims behind every mark, in one file that opens offline.

    Example: `ledger report`, `ledger report --to public --before data/last-week.duckdb`

    Parameters
    ----------
    to
        Folder for the page, its embedded charts, CSV files and feed; by default data/report.
    before
        Publication to compare with in "What changed"; by default the one before the present one.
    """
    from pipelines.report.data import NotReadable
    from pipelines.report.write import make
    from pipelines.settings import Settings

    here = Settings()
    earlier = before or (here.previous if here.previous.exists() else None)
    try:
        made = make(here.warehouse, earlier, to or here.report)
    except (NotReadable, FileNotFoundError) as error:
        return fail(str(error))
    print(made.page)
    return 0


def explain(
    event_id: str | None = None,
    *,
    night: date | None = None,
    metric: str | None = None,
    format: Literal["text", "json", "markdown"] = "text",
    file: Path | None = None,
) -> int:
    """Show where a number comes from: range, rule, and every claim with its words and document.

    Example: `ledger explain --night 2026-02-05 --metric drones_launched`,
    `ledger explain exchange-PX-2026-02-05 --format markdown`

    Parameters
    ----------
    event_id
        Event id, as in the column event_id of events.<family>.
    night
        Night of Russian strikes on Ukraine instead of an event; the date on which it ends.
    metric
        One figure: drones_launched, missiles_intercepted and so on for a night; any figure of the
        event for an event.
    format
        text for people, json for programs, markdown for a footnote.
    file
        Publication to read instead of the current one.
    """
    import duckdb

    from pipelines.publication import render_explanation as footnotes
    from pipelines.publication.explain import NothingToExplain, explain_event, explain_night

    if (event_id is None) == (night is None):
        return fail("name one event, or a night: `ledger explain --night 2026-02-05`")
    try:
        warehouse = _existing(file)
        if event_id is not None:
            answer = explain_event(warehouse, event_id, metric)
        else:
            answer = explain_night(warehouse, cast(date, night), metric)
    except (NothingToExplain, FileNotFoundError, duckdb.Error) as error:
        return fail(str(error))
    as_format = {
        "text": footnotes.as_text,
        "json": footnotes.as_json,
        "markdown": footnotes.as_markdown,
    }
    sys.stdout.write(as_format[format](answer))
    return 0


def diff(
    before: Path | None = None,
    after: Path | None = None,
    *,
    format: Literal["table", "json"] = "table",
) -> int:
    """Show what differs between two publications: changed values, new and vanished events first.

    Exits 0 if nothing differs, 1 if something does.

    Example: `ledger diff`,
    `ledger diff data/warehouse-as-of-20260210T000000Z.duckdb data/warehouse.duckdb`

    Parameters
    ----------
    before
        A published file; without one, the publication before the present one.
    after
        Another one; without one, the present publication.
    format
        table prints what a reader would notice, by event and figure, then the first rows of each
        table that differs; json prints all.
    """
    from rich.console import Console

    from pipelines.publication import diff as differences
    from pipelines.settings import Settings

    here = Settings()
    try:
        found = differences.diff(before or here.previous, after or here.warehouse)
    except differences.NotComparable as error:
        fail(str(error))
        return differences.TROUBLE
    if format == "json":
        found_json = differences.as_json(found)
        sys.stdout.write(json.dumps(found_json, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        console = Console(markup=False, emoji=False, highlight=False)
        for table in differences.as_tables(found):
            console.print(table)
    return differences.DIFFERENT if found.noticed or found.tables else differences.SAME


def _warehouse() -> Path:
    """The publication, without the other settings."""
    return publication(data_folder())


def _existing(file: Path | None) -> Path:
    """The publication to read; raises `FileNotFoundError` naming it."""
    path = _warehouse() if file is None else file
    if not path.exists():
        raise FileNotFoundError(f"{path}: nothing is published there; run `ledger refresh`")
    return path
