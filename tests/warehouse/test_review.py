"""Tiers and reviewed decisions: which records become claims, and with which values."""

from collections.abc import Iterator

import polars as pl
import pytest

from pipelines.components.model import fold_claims
from pipelines.landing import catalogue
from pipelines.landing.declaration import all_sources
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.fill import fill
from pipelines.warehouse.review import UnknownDecision, queue_claims
from tests.builds import empty_build

EVIDENCE = [{
    "field": "launched", "quote": "20", "char_start": 0, "char_end": 2, "column": None, "row": None,
}]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with empty_build(tmp_path_factory.mktemp("review") / "build.duckdb") as opened:
        documents = [{
            "document_id": "d", "source": "news_articles", "uri": "d", "sha256": "d",
            "media_type": "text/plain", "bytes": 1, "landed_at": "2026-03-01T00:00:00Z",
            "known_at": "2026-03-01T00:00:00Z",
        }]  # fmt: skip
        counts = (
            "rows_in",
            "rows_staged",
            "rows_refused",
            "rows_unmapped",
            "rows_claimed",
            "claims",
        )
        read = [{
            "document_id": "d", "source": "news_articles", "uri": "d", **dict.fromkeys(counts, 3),
            "reader_version": "x", "is_readable": True, "is_claim_expected": False,
        }]  # fmt: skip
        records = [
            {
                "claim_id": name, "source": "news_articles", "document_id": "d", "locator": name,
                "reported_by": "Example Wire", "reporting_side": "media", "source_type": "press",
                "period": "night", "scope": "national", "series": "d", "content_hash": 1,
                "launched": 20, "extraction_tier": tier, "extraction_reason": "because",
                "evidence": EVIDENCE,
            }
            for name, tier in (("a", "A"), ("b", "B"), ("c", "C"), ("table", None))
        ]  # fmt: skip
        _insert(opened, "landed.documents", documents)
        _insert(opened, "quality.documents_read", read)
        _insert(opened, "stored.records_strikes", records)
        catalogue.list_sources(opened, all_sources())
        yield opened


def test_a_tier_below_the_lowest_waits(warehouse: Warehouse) -> None:
    assert _known(warehouse, "C", []) == ["a", "b", "c", "table"]
    assert _known(warehouse, "B", []) == ["a", "b", "table"]
    assert _known(warehouse, "A", []) == ["a", "table"]


def test_decisions_admit_reject_and_correct(warehouse: Warehouse) -> None:
    correct = {"field": "launched", "value": "23", "quote": "23", "char_start": 5, "char_end": 7}
    decisions = [_decision("c", "correct", **correct), _decision("b", "reject")]
    assert _known(warehouse, "B", decisions) == ["a", "c", "table"]
    ((tier, reason, launched, evidence),) = warehouse.rows(
        "select extraction_tier, extraction_reason, launched, evidence from claims.strikes "
        "where claim_id = 'c'"
    )
    assert (tier, launched) == ("B", 23)
    assert reason == "corrected by x on 2026-03-02: seen"
    assert [(one["quote"], one["char_start"]) for one in evidence] == [("23", 5)]


def test_the_queue_has_what_waits_and_nobody_decided_on(warehouse: Warehouse) -> None:
    _known(warehouse, "B", [])
    queue_claims(warehouse, "B")
    query = "select claim_id, json_extract(claim_json, '$.launched') from quality.review_queue"
    assert warehouse.rows(query) == [("c", "20")]
    _known(warehouse, "B", [_decision("c", "accept")])
    queue_claims(warehouse, "B")
    assert warehouse.rows(query) == []


def test_a_decision_on_no_column_is_named(warehouse: Warehouse) -> None:
    with pytest.raises(UnknownDecision, match="strikes c: action 'correct' with field 'lunched'"):
        _known(warehouse, "B", [_decision("c", "correct", field="lunched", value="1")])


def _known(warehouse: Warehouse, lowest: str, decisions: list[dict]) -> list[str]:
    with warehouse.transaction() as cursor:
        cursor.execute("delete from vocabulary.review_decisions")
    if decisions:
        _insert(warehouse, "vocabulary.review_decisions", decisions)
    fold_claims(warehouse, "strikes", lowest_tier=lowest)
    return [name for (name,) in warehouse.rows("select claim_id from known.strikes order by all")]


def _decision(claim: str, action: str, **more: object) -> dict:
    return {
        "family": "strikes", "claim_id": claim, "action": action, "reason": "seen",
        "decided_by": "x", "decided_on": "2026-03-02", **more,
    }  # fmt: skip


def _insert(warehouse: Warehouse, table: str, rows: list[dict]) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    with warehouse.transaction() as cursor:
        fill(cursor, table, frame)
