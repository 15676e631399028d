"""The gate: refuses to publish unless all documents were read, all tables are up to date, and
every critical check passed on exactly these rows.

`publish` calls it, so it applies to the job, the UI and the command alike. Running checks does not
belong here (quality/run.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.landing.listing import archived
from pipelines.paths import SOURCES
from pipelines.quality.run import mark
from pipelines.quality.suite import all_suites
from pipelines.settings import Settings
from pipelines.staging.version import reader_version
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import ABOUT_RUNS, content_of, contents_of, origin, recorded

SHOWN = 5
"""Names listed per kind; the others are only counted."""

UNREAD = """
select uri
from landed.documents
anti join (
    from quality.documents_read where source = $source and reader_version = $version
) using (document_id)
where source = $source
order by uri
"""


class NotPublishable(RuntimeError):
    """A build file that must not be published; the message gives the reasons and the remedy."""


@dataclass(frozen=True)
class Passed:
    """Numbers of documents, tables and critical checks that were examined."""

    documents: int
    tables: int
    checks: int


def require_publishable(warehouse: Warehouse, settings: Settings) -> Passed:
    """Raise `NotPublishable` unless everything in the build file was read, built and checked."""
    files = [file for file in sqlfile.all_files() if file.table not in ABOUT_RUNS]
    missing = {file.table for file in files} - _existing(warehouse)
    contents = contents_of(warehouse, sorted({file.table for file in files} - missing))
    reasons = [
        *_checks(warehouse, contents),
        *_documents(warehouse, settings),
        *_tables(warehouse, contents, missing),
    ]
    if reasons:
        raise NotPublishable(
            "not published; the last publication is unchanged:\n"
            + "".join(f"- {reason}\n" for reason in reasons)
            + "Run `ledger refresh`, or the job `refresh` in the UI: it reads, builds and checks "
            "everything. It stops again at a check that fails until the rows or the rule are "
            f"corrected; {settings.checks_page} shows the rows."
        )
    checks = sum(rule.severity == "critical" for suite in all_suites() for rule in suite.rules)
    return Passed(warehouse.count("landed.documents"), len(contents), checks)


def _checks(warehouse: Warehouse, contents: dict[str, str]) -> Iterator[str]:
    """Reasons: critical checks that failed, and those without a result on these rows."""
    results = {
        (table, name): (is_success, content)
        for table, name, is_success, content in warehouse.rows(
            "select checked_table, check_name, is_success, content from quality.check_results"
        )
    }
    without: list[str] = []
    for suite in all_suites():
        for rule in suite.rules:
            if rule.severity != "critical":
                continue
            is_success, content = results.get((suite.table, rule.name), (None, None))
            if content != mark(suite, rule, contents):
                without.append(f"{suite.table}: {rule.name}")
            elif not is_success:
                yield f"the critical check {rule.name} of {suite.table} failed: {rule.reason}"
    if without:
        yield f"critical checks without a result on the present rows: {_listed(without)}"


def _documents(warehouse: Warehouse, settings: Settings) -> Iterator[str]:
    """Reasons: landed documents that the current version of the reader has not read."""
    sources = all_sources()
    unread = [
        uri
        for name, source in sources.items()
        for (uri,) in _unread(warehouse, name, reader_version(SOURCES / name, source.families))
    ]
    if unread:
        yield f"documents that were not read: {_listed(unread)}"
    listed = {one for (one,) in warehouse.rows("select document_id from landed.documents")}
    there = archived(warehouse, Archive(settings.archive))
    unlisted = sorted(f"{source}: {one}" for one, source in there if one not in listed)
    if unlisted:
        yield f"documents of the archive that are not listed yet: {_listed(unlisted)}"


def _unread(warehouse: Warehouse, source: str, version: str) -> list[tuple]:
    with warehouse.connection.cursor() as cursor:
        return cursor.execute(UNREAD, {"source": source, "version": version}).fetchall()


def _tables(warehouse: Warehouse, contents: dict[str, str], missing: set[str]) -> Iterator[str]:
    """Reasons: tables that were not built, were changed later, or are older than their inputs."""
    made = recorded(warehouse)
    families = {name for table in made.values() for name in table.inputs if name not in contents}
    now = contents | {name: content_of(warehouse, name) for name in families - missing}
    changed = [name for name in contents if name in made and made[name].content != now[name]]
    outdated = [
        name
        for name in contents
        if name in made and made[name].origin != origin(made[name].inputs, now)
    ]
    for names, says in (
        ([*missing, *(contents.keys() - made.keys())], "tables that were not built"),
        (changed, "tables that changed after they were built"),
        (outdated, "tables older than the code or the tables that they are built from"),
    ):
        if names:
            yield f"{says}: {_listed(sorted(names))}"


def _existing(warehouse: Warehouse) -> set[str]:
    rows = warehouse.rows("select table_schema || '.' || table_name from information_schema.tables")
    return {name for (name,) in rows}


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
