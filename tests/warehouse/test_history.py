"""Past values, on claims few enough to check by hand: each night is one case.

tests/end_to_end/test_as_of.py does the same on nine dated snapshots of an entire table.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import polars as pl
import pytest

from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing import catalogue
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.fill import fill
from pipelines.warehouse.history import FIGURES, models_behind, replay
from pipelines.warehouse.schema import schema_of
from pipelines.warehouse.sqlfile import SqlFile
from tests.builds import empty_build

CLAIMS = sqlfile.load(sqlfile.SQL / "strikes" / "claims.sql")


def day(number: int) -> datetime:
    """A day of March 2026, on which something became known."""
    return datetime(2026, 3, number, tzinfo=UTC)


def claim(
    name: str, known: tuple[int, int | None], night_of: str, revision: int = 1, **figures: int
) -> dict:
    """A national report on one night, valid from one day until another."""
    known_from, known_to = known
    return {
        "claim_id": name, "revision": revision, "source": "strike_register", "document_id": "d",
        "locator": "row 1", "evidence": [], "reported_by": "Air Force of Ukraine",
        "reporting_side": "ukraine", "source_type": "official", "report_ref": name, "flags": [],
        "known_from": day(known_from), "known_to": day(known_to) if known_to else None,
        "night_of": datetime.fromisoformat(night_of).date(), "period": "night", "scope": "national",
        "attacker_iso3": "RUS", "target_iso3": "UKR", "weapon_class": "drone", "target_regions": [],
        "weapons": [], "launch_areas": [], "launched_qualifier": "exact", **figures,
    }  # fmt: skip


PRESS = {
    "source": "news_articles", "reported_by": "Press", "reporting_side": "media",
    "source_type": "press",
}  # fmt: skip

NIGHTS = {
    "2025-01-01": [claim("null", (1, None), "2025-01-01", shot_down=3)],
    "2025-02-01": [
        claim("zero", (1, 2), "2025-02-01", launched=4),
        claim("zero", (2, None), "2025-02-01", revision=2, launched=0),
    ],
    "2025-03-01": [
        claim("one", (1, 2), "2025-03-01", launched=5),
        claim("one", (2, None), "2025-03-01", revision=2, launched=6),
        claim("two", (2, None), "2025-03-01", launched=7) | PRESS,
    ],
    "2025-04-01": [
        claim("first", (1, None), "2025-04-01", launched=5),
        claim("second", (2, None), "2025-04-01", launched=5) | PRESS,
    ],
    "2025-05-01": [
        claim("gone", (1, 2), "2025-05-01", launched=8),
        claim("gone", (4, None), "2025-05-01", revision=2, launched=8),
    ],
    "2025-07-23": [claim("moved", (1, 3), "2025-07-23", launched=9)],
    "2025-07-24": [claim("moved", (3, None), "2025-07-24", revision=2, launched=9)],
}

EXPECTED = {
    "a_figure_that_is_not_stated_has_no_row": (
        "2025-01-01",
        [("intercepted", day(1), None, "3", 3, 3, 3)],
    ),
    "zero_takes_the_place_of_a_number_as_any_number_does": (
        "2025-02-01",
        [("launched", day(1), day(2), "4", 4, 4, 4), ("launched", day(2), None, "0", 0, 0, 0)],
    ),
    "what_changes_at_one_moment_is_one_step": (
        "2025-03-01",
        [("launched", day(1), day(2), "5", 5, 5, 5), ("launched", day(2), None, "6", 6, 6, 7)],
    ),
    "a_second_voice_that_says_the_same_begins_nothing_new": (
        "2025-04-01",
        [("launched", day(1), None, "5", 5, 5, 5)],
    ),
    "between_a_claim_dropped_and_reported_again_nothing_was_known": (
        "2025-05-01",
        [("launched", day(1), day(2), "8", 8, 8, 8), ("launched", day(4), None, "8", 8, 8, 8)],
    ),
    "what_is_moved_to_the_first_night_of_new_rules_ends_on_the_last_of_the_old": (
        "2025-07-23",
        [("launched", day(1), day(3), "9", 9, 9, 9)],
    ),
    "and_begins_on_that_night_when_it_is_moved": (
        "2025-07-24",
        [("launched", day(3), None, "9", 9, 9, 9)],
    ),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The vocabulary as it is shipped, and a table of strike claims for each test to fill."""
    with empty_build(tmp_path_factory.mktemp("replay") / "build.duckdb") as warehouse:
        catalogue.load_vocabulary(warehouse)
        warehouse.connection.execute("drop view claims.strikes")
        warehouse.connection.execute(CLAIMS.statement)
        know(warehouse, None)
        for model in models_behind(FIGURES):
            DuckDBEngine().build(warehouse, model)
        yield warehouse


@pytest.fixture(scope="module")
def every_night(ledger: Warehouse) -> dict[str, list[tuple]]:
    """Known values of each night, from one replay."""
    return known(ledger, [one for night in NIGHTS.values() for one in night])


def known(
    ledger: Warehouse, claims: list[dict], as_of: datetime | None = None
) -> dict[str, list[tuple]]:
    """Validity intervals of each night's figures, given only these claims."""
    given = pl.DataFrame(claims, schema=schema_of(CLAIMS.table, CLAIMS.statement))
    with ledger.transaction() as cursor:
        fill(cursor, "claims.strikes", given, replace=True)
    know(ledger, as_of)
    for model in behind_strikes():
        DuckDBEngine().build(ledger, model)
    found: dict[str, list[tuple]] = {}
    columns = ["figure", "known_from", "known_to", "value", "low", "best", "high"]
    intervals = replay(ledger, as_of).sort("happened_stated", "figure", "known_from")
    for night, *interval in intervals.select("happened_stated", *columns).iter_rows():
        found.setdefault(night, []).append(tuple(interval))
    return found


def know(ledger: Warehouse, as_of: datetime | None) -> None:
    """Make the claims that are known now, or were known at a moment, what models read."""
    condition = "known_to is null"
    if as_of:
        moment = f"timestamptz '{as_of.isoformat()}'"
        condition = f"known_from <= {moment} and (known_to is null or known_to > {moment})"
    for family in families():
        ledger.connection.execute(
            f"create or replace view known.{family} as from claims.{family} where {condition}"
        )


def behind_strikes() -> Iterator[SqlFile]:
    """Models of figures that read strikes; of other families nothing is ever known here."""
    changed = {"known.strikes"}
    for model in models_behind(FIGURES):
        if model.reads & changed:
            changed.add(model.table)
            yield model


@pytest.mark.parametrize(("night", "expected"), EXPECTED.values(), ids=EXPECTED)
def test_a_night_has_the_values_known_then(every_night, night, expected):
    assert every_night[night] == expected


def test_every_night_is_looked_at(every_night):
    assert every_night.keys() == NIGHTS.keys() == {night for night, _ in EXPECTED.values()}


def test_the_order_of_the_claims_changes_nothing(ledger, every_night):
    claims = [one for night in NIGHTS.values() for one in night]
    assert known(ledger, claims[::-1]) == every_night


def test_without_claims_nothing_is_known(ledger):
    assert known(ledger, []) == {}


def test_a_change_at_the_moment_itself_counts(ledger):
    found = known(ledger, NIGHTS["2025-02-01"] + NIGHTS["2025-05-01"], as_of=day(2))
    assert found["2025-02-01"] == [
        ("launched", day(1), day(2), "4", 4, 4, 4),
        ("launched", day(2), None, "0", 0, 0, 0),
    ]
    assert found["2025-05-01"] == [("launched", day(1), day(2), "8", 8, 8, 8)]


def test_a_later_claim_is_not_known_yet(ledger):
    found = known(ledger, NIGHTS["2025-02-01"], as_of=day(1))
    assert found["2025-02-01"] == [("launched", day(1), None, "4", 4, 4, 4)]
