"""The files of a report: complete, equal for equal input, small, and made only when needed."""

import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.defs import report as asset
from pipelines.paths import SQL
from pipelines.report import feed
from pipelines.report.content import words
from pipelines.report.data import Data, NotReadable, open_data
from pipelines.report.page import all_sections
from pipelines.report.sections import agreements
from pipelines.report.write import make
from pipelines.settings import Settings
from pipelines.warehouse import sqlfile
from tests.running import ledger_here

MEGABYTE = 1_000_000


def names() -> list[str]:
    """Queries of the page."""
    return sorted(path.stem for path in (SQL / "report").glob("*.sql"))


@pytest.fixture(scope="module")
def data(golden: Settings) -> Iterator[Data]:
    """The publication of the shipped registers, open for the page."""
    with open_data(golden.warehouse, None) as opened:
        yield opened


def table_of(page: str, chart: str) -> list[list[str]]:
    """Cells of a chart's table, as the page has them."""
    figure = page.split(f'id="chart-{chart}"', 1)[1].split("</figure>", 1)[0]
    body = figure.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    return [
        [unescape(cell) for cell in re.split(r"<t[hd][^>]*>", row)[1:]]
        for row in body.strip().split("\n")
    ]


def test_two_reports_of_one_publication_are_equal(
    report: Path, golden: Settings, tmp_path: Path
) -> None:
    make(golden.warehouse, None, tmp_path)
    files = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {path.relative_to(report) for path in report.rglob("*") if path.is_file()}
    assert all((tmp_path / one).read_bytes() == (report / one).read_bytes() for one in files)


def test_the_page_of_the_shipped_registers_is_small(report: Path) -> None:
    assert (report / "index.html").stat().st_size < 2 * MEGABYTE


def test_a_crowded_page_is_thinned_and_says_so(crowded: Path) -> None:
    page = (crowded / "index.html").read_text()
    assert len(page.encode()) < 5 * MEGABYTE
    assert "The page shows the latest 1,500 of 10,195 rows" in page
    assert len((crowded / "data/airspace.csv").read_text().splitlines()) == 10_196
    assert "holds those of the latest events" in page


def test_alerts_and_violence_have_pictures_and_tables_where_there_are_rows(
    report: Path, crowded: Path
) -> None:
    page, without = (crowded / "index.html").read_text(), (report / "index.html").read_text()
    for name in ("alerts_regions", "alerts_nights", "violence_monthly", "violence_regions"):
        assert f'id="chart-{name}"' in without
        assert (crowded / f"embed/{name}.html").exists()
    assert "data/inbox/air_raid_alerts/" in without and "data/inbox/ucdp_ged/" in without
    (kharkiv,) = table_of(page, "alerts_regions")
    assert kharkiv[:5] == ["Kharkiv oblast", "135", "135", "1.5", "180"]
    assert "90 have alerts and a report of strikes, 1 alerts without a report" in page
    assert "counts 62 (50 to 75) in January 2026" not in page  # the latest month is later
    assert "Uppsala Conflict Data Program counts 5 (5 to 9) in February 2026" in page
    assert table_of(page, "violence_regions")[0] == [
        "Kharkiv oblast", "Uppsala Conflict Data Program", "30", "50", "62", "75",
        "2026-01", "2026-01",
    ]  # fmt: skip
    assert table_of(page, "violence_monthly")[0][:2] == ["2026-02", "No region named"]


def test_a_suspension_is_a_lane_of_the_party_that_reports_name(data: Data) -> None:
    found = agreements.lanes(data.rows("agreements").shown)
    treaties = [lane.name for lane in found]
    place = treaties.index("Treaty on Conventional Armed Forces in Europe (CFE)")
    assert treaties[place + 1 : place + 3] == ["suspended: Russia", "suspended: United States"]
    assert treaties[treaties.index("New START") + 1] == "suspended: party not named"


def test_every_number_on_the_page_is_the_one_of_its_query(
    report: Path, data: Data, ask_golden: Callable[[str], list[tuple]]
) -> None:
    page = (report / "index.html").read_text()
    charts = [chart for section in all_sections(data) for chart in section.charts]
    for chart in charts:
        if chart.is_empty:
            continue
        file = sqlfile.report_file(chart.name)
        columns = list(file.columns)
        shown = [columns.index(column.name) for column in chart.columns]
        rows = ask_golden(file.statement)
        months = {at for at in shown if columns[at].split("_")[-1] == "month"}
        assert table_of(page, chart.name) == [
            [row[at].isoformat()[:7] if at in months else words(row[at]) for at in shown]
            for row in rows
        ], chart.name


def test_a_csv_holds_every_row_of_its_query(
    report: Path, ask_golden: Callable[[str], list[tuple]]
) -> None:
    for path in sorted((report / "data").glob("*.csv")):
        if path.stem == "changes":
            continue
        file = sqlfile.report_file(path.stem)
        lines = list(csv.reader(io.StringIO(path.read_text())))
        assert lines[0] == list(file.columns), path.name
        assert len(lines) - 1 == len(ask_golden(file.statement)), path.name


@pytest.mark.parametrize("name", names())
def test_a_query_describes_every_column_that_it_returns(data: Data, name: str) -> None:
    answer = data.connection.execute(sqlfile.report_file(name).statement)
    assert [column[0] for column in answer.description or ()] == list(
        sqlfile.report_file(name).columns
    )


def test_a_report_is_made_again_only_when_something_is_different(
    report: Path, golden: Settings
) -> None:
    page = report / "index.html"
    moment = page.stat().st_mtime_ns
    assert not make(golden.warehouse, None, report).is_new
    assert page.stat().st_mtime_ns == moment


def test_a_feed_of_two_publications_with_equal_figures_has_no_entry(crowded: Path) -> None:
    assert "<entry>" not in (crowded / "feed.atom").read_text()


def test_a_changed_figure_shows_its_value_before_and_after(
    golden: Settings, tmp_path: Path
) -> None:
    before = tmp_path / "before.duckdb"
    with duckdb.connect(str(before), config={"threads": 1}) as connection:
        connection.execute(
            f"attach '{golden.warehouse}' as golden (read_only); create schema marts;"
            "create table marts.overview_figures as "
            "select * replace (case when event_id = 'exchange-PX-2026-02-05' and "
            "figure = 'to_ukraine' then '155' else value end as value) "
            "from golden.marts.overview_figures where family != 'agreements'"
        )
    with open_data(golden.warehouse, before) as data:
        rows = data.rows("changes").frame
        titles = [entry.title for entry in feed.entries(data)]
    assert "exchange-PX-2026-02-05: to Ukraine 155 -> 157" in titles
    changed = rows.filter(rows["change"] == "changed")
    assert changed.select("event_id", "figure", "value_before", "value_after").rows() == [
        ("exchange-PX-2026-02-05", "to_ukraine", "155", "157")
    ]
    assert set(rows.filter(rows["change"] == "new")["family"]) == {"agreements"}


def test_a_page_of_an_empty_warehouse_says_what_would_fill_it(
    golden: Settings, tmp_path: Path
) -> None:
    publication = tmp_path / "empty.duckdb"
    with duckdb.connect(str(publication), config={"threads": 1}) as connection:
        connection.execute(f"attach '{golden.warehouse}' as golden (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'golden'"
        ).fetchall()
        for schema, table in tables:
            connection.execute(f"create schema if not exists {schema}")
            kept = "" if schema in ("vocabulary", "landed") or table == "publication" else "limit 0"
            connection.execute(
                f"create table {schema}.{table} as from golden.{schema}.{table} {kept}"
            )
    make(publication, None, tmp_path / "report")
    page = (tmp_path / "report/index.html").read_text()
    for name in ("nights", "airspace", "talks", "exchanges", "agreements", "disagreements"):
        figure = page.split(f'id="chart-{name}"', 1)[1].split("</figure>", 1)[0]
        assert 'class="empty"' in figure, name
    assert "data/inbox/" in page


def test_a_file_that_is_no_publication_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.duckdb").write_text("no database")
    with pytest.raises(NotReadable, match=r"other\.duckdb: cannot be opened"):
        make(tmp_path / "other.duckdb", None, tmp_path / "report")


def test_the_command_prints_the_page_and_names_what_is_missing(
    report: Path, golden: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran = ledger_here(capsys, golden.data, "report", "--to", str(report))
    assert (ran.returncode, ran.stdout.strip()) == (0, os.fspath(report / "index.html"))
    ran = ledger_here(capsys, tmp_path, "report")
    assert ran.returncode == 1
    assert "nothing is published there; run `ledger refresh`" in ran.stderr


def test_a_failing_page_warns_and_leaves_the_run_a_success(
    golden: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such chart")

    monkeypatch.setattr(asset, "make", fail)
    result = dg.materialize([asset.report_asset()], resources={"settings": golden})
    (check,) = result.get_asset_check_evaluations()
    assert result.success
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "The page was not made: ZeroDivisionError: no such chart" in (check.description or "")
