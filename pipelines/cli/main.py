"""The `ledger` command. Each command parses its options and calls the module that does the work.

A command imports that module when it runs, so that help and short queries start at once.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import cyclopts

from pipelines.cli.fetching import fetch
from pipelines.cli.interruption import end_on_signals
from pipelines.cli.output import fail
from pipelines.cli.reading import diff, explain, export, report, sources, sql
from pipelines.cli.safekeeping import backup, restore, verify
from pipelines.paths import ROOT, BadDataFolder, data_folder, publication

if TYPE_CHECKING:
    from pipelines.settings import Settings

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
        code = app(result_action="return_value") or 0
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe; Python must not write again at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except _bad_setting() as error:
        code = fail(f"a setting is wrong: {error}")
    except _explained() as error:
        code = fail(str(error))
    sys.exit(code)


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
        here = _settings() if as_of is None else settings_at(_settings(), as_of)
    except BadMoment as error:
        return fail(f"--as-of {error}")
    console = Log(is_quiet=quiet)
    code = run(here, console)
    if code != OK:
        console.release()
    if code == OK and as_of is not None:
        print(here.warehouse)
    return code


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
        return fail("name a file, or --jsonl FILE")
    try:
        return run(files, jsonl, Options(source, published, publisher, explain), html)
    except BadInput as error:
        return fail(str(error))


@app.command
def review(*, by: str) -> int:
    """Walk the claims that wait for a reviewer, and write down what you decide about each.

    Decisions are rows of pipelines/vocabulary/review_decisions.csv; the next refresh applies them.

    Parameters
    ----------
    by
        Who decides; every decision names them.
    """
    from rich.console import Console

    from pipelines.cli.review import NotReviewable, walk

    try:
        made = walk(_settings().build, by, Console(), input)
    except NotReviewable as error:
        return fail(str(error))
    print(f"{made} decisions; run `ledger refresh` to apply them")
    return 0


for command in (
    sources, sql, export, report, explain, diff, fetch, verify, backup, restore,
):  # fmt: skip
    app.command(command)


@app.command
def alert() -> int:
    """Send a test alert to the webhook and the mail addresses that the settings name.

    Example: `LEDGER_ALERT_URL=https://hooks.slack.com/services/... ledger alert`
    """
    from pipelines.alerts.message import of_a_test
    from pipelines.alerts.send import send

    here = _settings()
    deliveries = send(here, of_a_test(here))
    for delivery in deliveries:
        print(delivery)
    if not deliveries:
        return fail("no alerts: set LEDGER_ALERT_URL, or LEDGER_ALERT_SMTP and LEDGER_ALERT_TO")
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
        Why the document is withdrawn.
    undo
        Bring it back instead.
    """
    from pipelines.cli.documents import run_withdraw

    return run_withdraw(_settings(), document, reason, undo=undo)


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
        return fail('the extra is missing: `pip install "conflict-ledger[mcp]"`')
    serve(publication(data_folder()))
    return 0


@app.command
def quarantine() -> int:
    """List what could not be landed, read or mapped, file by file, each with its remedy.

    Example: `ledger quarantine`
    """
    from pipelines.cli.documents import run_quarantine

    return run_quarantine(_settings())


@app.command
def doctor() -> int:
    """Check that a refresh can run, and that a schedule or cron job will start it.

    Example: `ledger doctor`
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipelines.cli.doctor import examine

    table = Table(show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")  # a path is never cut off
    findings = examine(_settings())
    for finding in findings:
        mark = "[green]ok[/]" if finding.is_well else "[red]look[/]"
        table.add_row(mark, escape(finding.about), escape(finding.says))
    Console().print(table)
    return 0 if all(finding.is_well for finding in findings) else 1


def _settings() -> "Settings":
    from pipelines.settings import Settings

    return Settings()


def _bad_setting() -> tuple[type[Exception], ...]:
    """Errors of settings; like `_explained`, called only once a command has raised something."""
    from pydantic import ValidationError

    return ValidationError, BadDataFolder


def _explained() -> tuple[type[Exception], ...]:
    """Errors whose message says all that a user needs."""
    import duckdb

    from pipelines.landing.declaration import DeclarationError

    return DeclarationError, OSError, duckdb.IOException
