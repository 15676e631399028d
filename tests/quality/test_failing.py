"""A failing row that names a claim shows its source, document and place."""

from pathlib import Path

import pytest

from pipelines.quality.run import Outcome, run_suite
from pipelines.quality.suite import all_suites
from pipelines.warehouse.build import Warehouse

CLAIMS = """
create or replace view claims.strikes as
select * from (values
    ('c1', 1, null, 'galactic'), ('c2', 1, null, 'national'), ('c2', 2, null, 'national'),
    ('c3', 1, timestamptz '2026-02-05 00:00:00Z', 'local'), ('c3', 1, null, 'local')
) as claims (claim_id, revision, known_to, scope)
cross join (select timestamptz '2026-02-04 00:00:00Z' as known_from, 'air' as source,
    'd' as document_id, '17' as locator)
"""

DOCUMENT = """
insert into landed.documents by name
select 'd' as document_id, 'h' as sha256, 'air' as source, 'inbox/air/post.txt' as uri,
    't' as media_type, 1 as bytes, timestamptz '2026-02-05 00:00:00Z' as landed_at,
    timestamptz '2026-02-05 00:00:00Z' as known_at
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Rules of three kinds, run on claims that break each of them."""
    (suite,) = [one for one in all_suites() if one.table == "claims.strikes"]
    some = suite.only({"scope_is_known", "one_row_per_revision", "one_current_revision"})
    path: Path = tmp_path_factory.mktemp("failing") / "build.duckdb"
    with Warehouse.open(path) as warehouse:
        warehouse.rows(CLAIMS)
        warehouse.rows(DOCUMENT)
        return {outcome.rule.name: outcome for outcome in run_suite(warehouse, some)}


@pytest.mark.parametrize(
    ("rule", "claims"),
    [
        ("scope_is_known", ["c1"]),
        ("one_row_per_revision", ["c3"]),
        ("one_current_revision", ["c2", "c2"]),
    ],
)
def test_a_failing_claim_is_shown_with_its_document_and_place(
    outcomes: dict[str, Outcome], rule: str, claims: list[str]
) -> None:
    outcome = outcomes[rule]
    assert not outcome.is_success
    assert [row["claim_id"] for row in outcome.rows] == claims
    for row in outcome.rows:
        assert (row["source"], row["document"], row["locator"]) == (
            "air", "inbox/air/post.txt", "17",
        )  # fmt: skip
