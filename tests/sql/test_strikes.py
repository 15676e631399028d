"""Strikes from records to events, in whatever order they land, and against single sources."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.components.model import fold_claims
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing import catalogue
from pipelines.landing import inbox as landing
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.quality.suite import all_suites
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill
from pipelines.warehouse.history import models_behind
from tests.builds import empty_build
from tests.campaign import FULL
from tests.conftest import SHARED
from tests.sources import reader_of

MODELS = models_behind("events.strikes")

PUBLISHERS = [
    ("ukraine_air_force", "official", "Air Force Command of the Armed Forces of Ukraine"),
    ("russian_defence_ministry", "official", "Ministry of Defence of the Russian Federation"),
    ("news_articles", "press", "Example Wire"),
    ("news_articles", "press", "Example Post"),
]

NO_HOURS = (None, None)

WINDOWS = {
    "night": [
        NO_HOURS,
        ("2026-02-04T16:00:00Z", "2026-02-05T06:00:00Z"),
        ("2026-02-04T20:00:00Z", "2026-02-05T04:00:00Z"),
    ],
    "day": [NO_HOURS, ("2026-02-05T07:00:00Z", "2026-02-05T10:00:00Z")],
    "day24": [NO_HOURS, ("2026-02-04T16:00:00Z", "2026-02-05T15:00:00Z")],
    "unknown": [NO_HOURS],
}


CLASSES = ["drone", "drone", "missile", "ballistic_missile", None]


@st.composite
def rows(draw: st.DrawFn) -> dict:
    """One row of a report on the night of 2026-02-05 or the next."""

    def one_of(*values: object) -> object:
        return draw(st.sampled_from(values))

    period = draw(st.sampled_from(sorted(WINDOWS)))
    start, end = draw(st.sampled_from(WINDOWS[period]))
    return {
        "period": period,
        "window_start_at": start,
        "window_end_at": end,
        "night_of": one_of("2026-02-05", "2026-02-06") if start is None else "2026-02-05",
        "time_precision": 1 if start else 2,
        "scope": one_of("national", "national", "national", "regional"),
        "weapon_class": one_of(*CLASSES),
        "launched": one_of(None, 0, 2, 150, 183),
        "launched_qualifier": one_of(None, "exact", "at_least", "up_to", "about"),
        "shot_down_or_suppressed": one_of(None, 0, 100),
        "shot_down": one_of(None, 90),
        "injured": one_of(None, 3, 4),
        "flags": one_of([], [], ["part_of_total"], ["beside_the_total"]),
    }


@st.composite
def reports(draw: st.DrawFn) -> dict:
    """A post or an article, with the rows it holds."""
    source, source_type, publisher = draw(st.sampled_from(PUBLISHERS))
    return {
        "source": source,
        "source_type": source_type,
        "reported_by": publisher,
        "published_at": draw(
            st.sampled_from(
                ["2026-02-05T06:30:00Z", "2026-02-05T10:00:00Z", "2026-02-06T07:00:00Z"]
            )
        ),
        "rows": draw(st.lists(rows(), min_size=1, max_size=3)),
    }


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """An empty build file that knows its sources and words."""
    with empty_build(tmp_path_factory.mktemp("order") / "build.duckdb") as opened:
        catalogue.list_sources(opened, all_sources())
        catalogue.load_vocabulary(opened)
        yield opened


@settings(max_examples=100 if FULL else 3)
@given(reported=st.lists(reports(), min_size=6, max_size=16), data=st.data())
def test_the_order_and_the_runs_in_which_reports_land_change_no_event(warehouse, reported, data):
    numbered = list(enumerate(reported))
    shuffled = data.draw(st.permutations(numbered))
    cut = data.draw(st.integers(1, len(reported)))

    at_once = resolve(warehouse, [numbered])
    in_two_runs = resolve(warehouse, [shuffled[:cut], shuffled[cut:]])

    assert in_two_runs == at_once


def test_an_override_that_matches_no_claim_or_event_is_named(warehouse):
    night = {
        "period": "night", "night_of": "2026-02-05", "time_precision": 2, "scope": "national",
        "weapon_class": "drone", "launched": 183, "flags": [],
    }  # fmt: skip
    source, source_type, publisher = PUBLISHERS[0]
    post = {"source": source, "source_type": source_type, "reported_by": publisher}
    reported = [(0, {**post, "rows": [night]}), (1, {**post, "rows": [night]})]
    event = "strike-2026-02-05-night-RUS-UKR-drone"
    decisions = [("0-0", event), ("1-0", "strike-2026-02-06-night-RUS-UKR-drone"), ("9-9", event)]
    _insert(warehouse, "vocabulary.link_overrides", [
        {"family": "strikes", "claim_id": claim, "event_id": event_id, "action": "link",
         "reason": "the post is misdated", "decided_by": "x", "decided_on": "2026-02-07"}
        for claim, event_id in decisions
    ])  # fmt: skip
    try:
        resolve(warehouse, [reported])
        (suite,) = [suite for suite in all_suites() if suite.table == "links.strikes_decided"]
        (query,) = [
            rule.kwargs["unexpected_rows_query"]
            for rule in suite.rules
            if rule.name == "overrides_match"
        ]
        named = warehouse.rows(query.format(batch="links.strikes_decided"))
    finally:
        catalogue.load_vocabulary(warehouse)
    assert sorted((row[0], row[-1]) for row in named) == [
        ("0-0", "no other claim refers to this event"),
        ("1-0", "no other claim refers to this event"),
        ("9-9", "no such claim"),
    ]


def resolve(warehouse: Warehouse, runs: Sequence[Sequence[tuple[int, dict]]]) -> list[str]:
    """Links and events, as text, of reports that land run by run, a minute after each other."""
    with warehouse.transaction() as cursor:
        for table in ("stored.records_strikes", "landed.documents", "quality.documents_read"):
            cursor.execute(f"delete from {table}")
    landed = 0
    for run in runs:
        land(warehouse, run, landed)
        landed += len(run)
        fold_claims(warehouse, "strikes")
        for model in MODELS:
            DuckDBEngine().build(warehouse, model)
    return [
        row[0]
        for model in MODELS
        for row in warehouse.rows(f"select cast(t as varchar) from {model.table} as t")
    ]


def land(warehouse: Warehouse, run: Sequence[tuple[int, dict]], landed: int) -> None:
    """Documents with one report each, a minute after each other, behind those that have landed.

    What is said depends on the number of a document, never on the minute.
    """
    counts = ("rows_in", "rows_staged", "rows_refused", "rows_unmapped", "rows_claimed", "claims")
    documents: list[dict] = []
    read: list[dict] = []
    records: list[dict] = []
    for minute, (number, report) in enumerate(run, start=landed):
        document = {"document_id": f"d{number}", "source": report["source"], "uri": f"d{number}"}
        landed_at = f"2026-03-01T00:{minute:02}:00Z"
        documents.append({
            **document, "sha256": f"d{number}", "media_type": "text/plain", "bytes": 1,
            "landed_at": landed_at, "known_at": landed_at,
        })  # fmt: skip
        read.append({
            **document, **dict.fromkeys(counts, 1),
            "reader_version": "x", "is_readable": True, "is_claim_expected": False,
        })  # fmt: skip
        records += rows_of(number, report)
    _insert(warehouse, "landed.documents", documents)
    _insert(warehouse, "quality.documents_read", read)
    _insert(warehouse, "stored.records_strikes", records)


def rows_of(number: int, report: dict) -> list[dict]:
    """The records of one report."""
    is_russian = report["source"] == "russian_defence_ministry"
    reported = {
        "document_id": f"d{number}",
        "report_ref": f"post/{number}",
        "series": f"post/{number}",
        "reporting_side": "russia" if is_russian else "ukraine",
        "attacker_iso3": "UKR" if is_russian else "RUS",
        "target_iso3": "RUS" if is_russian else "UKR",
        "weapons": [],
        **{name: value for name, value in report.items() if name != "rows"},
    }
    return [
        {
            **reported,
            **row,
            "claim_id": f"{number}-{place}",
            "locator": str(place),
            "content_hash": 1,
        }
        for place, row in enumerate(report["rows"])
    ]


def _insert(warehouse: Warehouse, table: str, given_rows: list[dict]) -> None:
    lists = {name: pl.List(pl.String) for name in ("flags", "weapons") if name in given_rows[0]}
    frame = pl.DataFrame(given_rows, infer_schema_length=None, schema_overrides=lists)
    with warehouse.transaction() as cursor:
        fill(cursor, table, frame)


# Against the best single source

TABLE, REGISTER, POSTS, ARTICLES = (
    "massive_missile_attacks", "strike_register", "ukraine_air_force", "news_articles",
)  # fmt: skip

VINTAGES = sorted((SHARED / "data" / TABLE / "vintages").glob("*.csv"))

MONTHS = """
    with
    events as (
        select
            date_trunc('month', night_of) as month,
            weapon_group,
            event_id,
            launched_best as best,
            coalesce(launched_high, launched_low) - launched_low as spread,
            launched_best is null as is_open,
        from events.strikes
        where attacker_iso3 = 'RUS' and weapon_group in ('drone', 'missile') and accounts > 0
    ),

    -- What each source says by itself: its national figures, as many as it states.
    single as (
        select
            known.source,
            date_trunc('month', known.night_of) as month,
            links.weapon_group,
            sum(known.launched) as launched,
            sum(case when events.launched_best is null then known.launched end) as left_open,
        from known.strikes as known
        inner join links.strikes as links on known.claim_id = links.claim_id
        inner join events.strikes as events on links.event_id = events.event_id
        where
            known.source in ('massive_missile_attacks', 'strike_register')
            and known.scope = 'national'
            and not list_contains(known.flags, 'beside_the_total')
        group by all
    ),

    ours as (
        select
            month,
            weapon_group,
            sum(best) as best,
            sum(spread) as spread,
        from events
        group by all
    ),

    best_single as (
        select
            month,
            weapon_group,
            max(launched - coalesce(left_open, 0)) as launched,
        from single
        group by all
    )

    select
        strftime(month, '%Y-%m') as month,
        weapon_group,
        ours.best,
        best_single.launched,
        ours.spread,
    from ours
    inner join best_single using (month, weapon_group)
    order by all
"""


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The table's snapshots, the register and samples of bulletins and articles, resolved."""
    if not VINTAGES:
        pytest.skip("needs ../shared/data, which is not part of the project")
    folder = tmp_path_factory.mktemp("together")
    archive = Archive(folder / "archive")
    for file in VINTAGES:
        known_at = datetime.fromisoformat(file.stem[-10:]).replace(tzinfo=UTC)
        archive.land(file, TABLE, file.name, known_at.date().isoformat(), known_at)
    register = SOURCES / REGISTER / "strikes.csv"
    archive.land(register, REGISTER, register.name, None, None)
    for source in (POSTS, ARTICLES):
        for file in sorted((SOURCES / source / "sample").iterdir()):
            if file.name != landing.EXPECTED:
                archive.land(file, source, file.name, None, None)
    with empty_build(folder / "build.duckdb") as opened:
        catalogue.list_documents(opened, archive)
        catalogue.list_sources(opened, all_sources())
        catalogue.load_vocabulary(opened)
        for source in (TABLE, REGISTER, POSTS, ARTICLES):
            ingest(opened, archive, reader_of(source))
        fold_claims(opened, "strikes")
        for model in MODELS:
            DuckDBEngine().build(opened, model)
        for other in families():
            if other != "strikes":  # history looks at every family; no claim of theirs came in
                fold_claims(opened, other)
                for model in models_behind(f"links.{other}"):
                    DuckDBEngine().build(opened, model)
        for model in models_behind("marts.overview_history"):
            DuckDBEngine().build(opened, model)
        yield opened


def test_monthly_totals_equal_the_best_single_source_within_what_disagrees(together):
    months = together.rows(MONTHS)
    print()
    for month, group, ours, best, spread in months:
        if ours != best or spread:
            print(f"{month} {group:8} ours {ours:>6} best single {best:>6} spread {spread:>4}")
    print(f"{len(months)} months and groups, {sum(row[2] for row in months):,} launched")
    assert len(months) > 60
    assert [row for row in months if abs(row[2] - row[3]) > row[4]] == []


def test_the_golden_night_is_one_attack_of_one_origin_in_four_accounts(together):
    assert together.rows(
        "select launched_low, launched_best, launched_high, intercepted_best, hit_locations, "
        "debris_locations, sources, official_sources, accounts, disputed_figures "
        "from events.strikes where event_id = 'strike-2026-02-05-night-RUS-UKR-drone'"
    ) == [(183, 183, 183, 156, 16, 7, 1, 1, 4, [])]


def test_no_claim_counts_twice_and_none_is_lost(together):
    assert together.rows(
        "select count(*), count(distinct links.claim_id) - count(*) from known.strikes as known "
        "left join links.strikes as links using (claim_id) where night_of is not null"
    ) == [(together.count("links.strikes"), 0)]


def test_every_reported_event_has_appeared(together):
    assert (
        together.rows(
            "select event_id from events.strikes "
            "where accounts > 0 and weapon_group <> 'unspecified' "
            "and event_id not in (select event_id from marts.overview_history)"
        )
        == []
    )
