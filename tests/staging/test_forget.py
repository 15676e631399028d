"""Documents are forgotten with all their rows where they must be read again, and no others."""

import pytest

from pipelines.staging.budget import Budget
from pipelines.staging.forget import (
    READ,
    forget,
    forget_other_versions,
    forget_over_other_budgets,
    forget_unanswered,
    forget_withdrawn,
)
from pipelines.warehouse import parts

SOURCE = "news_articles"


@pytest.fixture
def read(warehouse):
    """A build file with two documents read, each with a row in staging; of `b` one is refused."""
    for name in ("a", "b"):
        warehouse.rows(
            f"insert into quality.documents_read by name select '{name}' as document_id, "
            f"'{SOURCE}' as source, 'u' as uri, 'v1' as reader_version, true as is_readable, "
            "true as is_claim_expected, 0 as rows_in, 0 as rows_staged, 0 as rows_refused, "
            "0 as rows_claimed, 0 as claims, 0 as rows_unmapped"
        )
    warehouse.rows(
        f"create table stored.staging_{SOURCE} as from (values ('a'), ('b')) as t (document_id)"
    )
    parts.show(warehouse.connection, f"staging.{SOURCE}")
    warehouse.rows(
        f"insert into quality.quarantined_rows by name select '{SOURCE}' as source, 'b' as "
        "document_id, 'u' as uri, 'document' as locator, 'read' as stage, "
        f"'{Budget().too_large('a.txt', 1 << 40)}' as reason"
    )
    return warehouse


def left(warehouse) -> list[str]:
    rows = warehouse.rows("select document_id from quality.documents_read order by all")
    return [document for (document,) in rows]


def test_every_row_of_a_document_goes_and_none_of_another(read) -> None:
    with read.transaction() as cursor:
        forget(cursor, SOURCE, set())
        assert left(read) == ["a", "b"]
        forget(cursor, SOURCE, {"b"})
    assert left(read) == ["a"]
    assert read.rows(f"from staging.{SOURCE}") == [("a",)]
    assert [read.count(table) for table in READ] == [1, 0]


@pytest.mark.parametrize(("version", "documents"), [("v1", ["a", "b"]), ("v2", [])])
def test_another_version_of_the_reader_forgets_all(read, version, documents) -> None:
    with read.transaction() as cursor:
        forget_other_versions(cursor, "acled", version)
        forget_other_versions(cursor, SOURCE, version)
    assert left(read) == documents
    views = read.rows("select view_name from duckdb_views() where schema_name = 'staging'")
    assert views == ([(SOURCE,)] if documents else [])


@pytest.mark.parametrize(
    ("budget", "documents"),
    [
        (Budget(), ["a", "b"]),
        (Budget(text_megabytes=512), ["a"]),
        (Budget(seconds=1), ["a", "b"]),  # another limit than the one that was exceeded
    ],
)
def test_a_document_over_a_limit_is_forgotten_if_that_limit_has_changed(
    read, budget, documents
) -> None:
    with read.transaction() as cursor:
        forget_over_other_budgets(cursor, SOURCE, budget)
    assert left(read) == documents


def test_documents_that_are_listed_no_more_are_forgotten(read) -> None:
    read.rows(
        "insert into landed.documents by name select 'b' as document_id, 'h' as sha256, "
        f"'{SOURCE}' as source, 'u' as uri, 't' as media_type, 1 as bytes, now() as landed_at, "
        "now() as known_at"
    )
    with read.transaction() as cursor:
        forget_withdrawn(cursor, SOURCE)
    assert left(read) == ["b"]


def test_documents_with_a_claim_for_this_reason_are_forgotten(read) -> None:
    read.rows(
        "insert into stored.records_strikes by name select 'c' as claim_id, "
        f"'{SOURCE}' as source, 'b' as document_id, '1' as locator, 'P' as reported_by, 'media' as "
        "reporting_side, 'press' as source_type, 'night' as period, 'national' as scope, 'd' as "
        "series, 1 as content_hash, 5 as launched, 'one reader; no answer: busy' as "
        "extraction_reason"
    )
    with read.transaction() as cursor:
        forget_unanswered(cursor, SOURCE, "other words")
        assert left(read) == ["a", "b"]
        forget_unanswered(cursor, SOURCE, "no answer:")
    assert left(read) == ["a"]
    assert read.count("records.strikes") == 0
