"""The `ledger` command. Each command parses its options and calls the module that does the work."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Literal, cast

import cyclopts
import duckdb
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.cli.fetching import fetch
from pipelines.cli.interruption import end_on_signals
from pipelines.cli.query import Format, print_answer
from pipelines.cli.review import review
from pipelines.cli.safekeeping import backup, restore, verify
from pipelines.cli.sealed import NoAnswer
from pipelines.landing.declaration import DeclarationError
from pipelines.settings import ROOT, Settings

app = cyclopts.App(
    name="ledger",
    help="Published reports on the war, merged into events; every figure with its sentence.",
    version_flags=["--version"],
)


def main() -> None:
    """Entry point: run a command and exit with its code."""
    end_on_signals()
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))  # where dagster.yaml is
    try:
        sys.exit(app(result_action="return_value") or 0)
    except ValidationError as error:
        sys.exit(_fail(f"a setting is wrong: {error}"))
    except BrokenPipeError:
        # Whoever reads, such as `head`, has seen enough; Python must not write again at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except (DeclarationError, OSError, duckdb.IOException) as error:
        sys.exit(_fail(str(error)))


@app.command
def refresh(*, as_of: str | None = None, quiet: bool = False) -> int:
    """Read new documents, resolve them into events, check the result and publish it.

    Example: `ledger refresh`, from cron `0 9 * * * /srv/ledger/.venv/bin/ledger refresh --quiet`

    Parameters
    ----------
    as_of
        Rebuild events and marts as they were known at this moment (2026-02-10T00:00Z), into a
        separate file next to the current publication.
    quiet
        Print nothing unless something fails, as cron wants it.
    """
    from pipelines.cli.log import Log
    from pipelines.cli.refresh import OK
    from pipelines.cli.refresh import refresh as run
    from pipelines.landing.as_of import BadMoment, settings_at

    try:
        here = Settings() if as_of is None else settings_at(Settings(), as_of)
    except BadMoment as error:
        return _fail(f"--as-of {error}")
    console = Log(is_quiet=quiet)
    code = run(here, console)
    if code != OK:
        console.release()
    if code == OK and as_of is not None:
        print(here.warehouse)
    return code


@app.command
def sources() -> int:
    """List the sources: documents, rows, claims, quarantined rows, and how old their data is.

    Example: `ledger sources`
    """
    columns = "source, documents, rows_in, claims, quarantined, cadence, age_in_words as age"
    ages = "left join (select source, age_in_words from ages) as ages using (source)"
    return sql(f"select {columns} from marts.overview_sources {ages} order by source")


@app.command
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
    try:
        print_answer(Settings().warehouse, query, format, out)
    except NoAnswer as error:
        return _fail(str(error))
    return 0


@app.command
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
        exported = run(Settings().warehouse, to, has_tags=hxl)
    except ExportError as error:
        return _fail(str(error))
    print(f"{len(exported.rows)} tables, {sum(exported.rows.values()):,} rows: {to}")
    for table, sentence in exported.left_out.items():
        print(f"{table}: {sentence}")
    return 0


@app.command
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

    here = Settings()
    earlier = before or (here.previous if here.previous.exists() else None)
    try:
        made = make(here.warehouse, earlier, to or here.report)
    except (NotReadable, FileNotFoundError) as error:
        return _fail(str(error))
    print(made.page)
    return 0


@app.command
def extract(
    *files: Path,
    source: str | None = None,
    jsonl: Path | None = None,
    published: str | None = None,
    publisher: str | None = None,
    html: Path | None = None,
    explain: bool = False,
) -> int:
    """Print the claims of texts as JSON lines, each number with the characters that support it.

    Example: `ledger extract article.txt --published 2026-02-06 --publisher "An outlet"`

    Parameters
    ----------
    files
        Articles as .txt, .md, .html, RSS or Atom feeds; posts of a channel as .txt, .html, .json.
    source
        Source whose reader to use; by default that of the file's folder, else that of articles.
    jsonl
        File of JSON lines to read instead: id, text, published_at, publisher, url, lang.
    published
        Date of publication, for files that do not state it.
    publisher
        Publisher, for files that do not state it.
    html
        Also write an HTML page with the texts and their claims marked.
    explain
        Print the numbers instead, and what each means: a figure, a share, a plan, unknown, ...
    """
    from pipelines.cli.extract import BadInput, Options, run

    if not files and jsonl is None:
        return _fail("name a file, or --jsonl FILE")
    try:
        return run(files, jsonl, Options(source, published, publisher, explain), html)
    except BadInput as error:
        return _fail(str(error))


@app.command
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
    from pipelines.publication import render_explanation as footnotes
    from pipelines.publication.explain import NothingToExplain, explain_event, explain_night

    if (event_id is None) == (night is None):
        return _fail("name one event, or a night: `ledger explain --night 2026-02-05`")
    try:
        warehouse = _publication(file)
        if event_id is not None:
            answer = explain_event(warehouse, event_id, metric)
        else:
            answer = explain_night(warehouse, cast(date, night), metric)
    except (NothingToExplain, FileNotFoundError, duckdb.Error) as error:
        return _fail(str(error))
    as_format = {
        "text": footnotes.as_text,
        "json": footnotes.as_json,
        "markdown": footnotes.as_markdown,
    }
    sys.stdout.write(as_format[format](answer))
    return 0


@app.command
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
    from pipelines.publication import diff as differences

    try:
        found = differences.diff(before or Settings().previous, after or Settings().warehouse)
    except differences.NotComparable as error:
        _fail(str(error))
        return differences.TROUBLE
    if format == "json":
        found_json = differences.as_json(found)
        sys.stdout.write(json.dumps(found_json, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        console = Console(markup=False, emoji=False, highlight=False)
        for table in differences.as_tables(found):
            console.print(table)
    return differences.DIFFERENT if found.noticed or found.tables else differences.SAME


for command in (fetch, review, verify, backup, restore):
    app.command(command)


@app.command
def alert() -> int:
    """Send a test alert to the webhook and the mail addresses that the settings name.

    Example: `LEDGER_ALERT_URL=https://hooks.slack.com/services/... ledger alert`
    """
    from pipelines.alerts.message import of_a_test
    from pipelines.alerts.send import send

    deliveries = send(Settings(), of_a_test(Settings()))
    for delivery in deliveries:
        print(delivery)
    if not deliveries:
        return _fail("no alerts: set LEDGER_ALERT_URL, or LEDGER_ALERT_SMTP and LEDGER_ALERT_TO")
    return 0 if all(delivery.problem is None for delivery in deliveries) else 1


@app.command
def withdraw(document: str, *, reason: str = "", undo: bool = False) -> int:
    """Take a document out of the ledger, with a reason; it stays in the archive, as withdrawn.

    Example: `ledger withdraw 3f2a9c --reason "a forged post"`, `ledger withdraw 3f2a9c --undo`

    Parameters
    ----------
    document
        Its id or its SHA-256, or the beginning of one; its uri; or its file name.
    reason
        Why, for whoever asks later.
    undo
        Bring it back instead.
    """
    from pipelines.cli.documents import run_withdraw

    return run_withdraw(Settings(), document, reason, undo=undo)


@app.command
def mcp() -> int:
    """Serve the publication to a language model: the Model Context Protocol on standard input.

    It only reads. It needs the extra `mcp`: `pip install "conflict-ledger[mcp]"`.

    Example: `claude mcp add conflict-ledger -- /srv/ledger/.venv/bin/ledger mcp`
    """
    try:
        from pipelines.cli.model_context import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        return _fail('the extra is missing: `pip install "conflict-ledger[mcp]"`')
    serve(Settings().warehouse)
    return 0


@app.command
def quarantine() -> int:
    """List what could not be landed, read or mapped, file by file, each with its remedy.

    Example: `ledger quarantine`
    """
    from pipelines.cli.documents import run_quarantine

    return run_quarantine(Settings())


@app.command
def doctor() -> int:
    """Check that a refresh can run, and that a schedule or cron job will start it.

    Example: `ledger doctor`
    """
    from pipelines.cli.doctor import examine

    table = Table(show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")  # a path is never cut off
    findings = examine(Settings())
    for finding in findings:
        mark = "[green]ok[/]" if finding.is_well else "[red]look[/]"
        table.add_row(mark, escape(finding.about), escape(finding.says))
    Console().print(table)
    return 0 if all(finding.is_well for finding in findings) else 1


def _publication(file: Path | None) -> Path:
    """The publication to read; raises `FileNotFoundError` naming it."""
    path = Settings().warehouse if file is None else file
    if not path.exists():
        raise FileNotFoundError(f"{path}: nothing is published there; run `ledger refresh`")
    return path


def _fail(message: str) -> int:
    print(f"ledger: {message}", file=sys.stderr)
    return 1
