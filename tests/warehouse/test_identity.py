"""Ids follow from source data alone, and different data have different ids."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.paths import SQL
from pipelines.warehouse.connecting import connect
from pipelines.warehouse.identity import digest, document_id

parts = st.lists(st.text(alphabet="ab\n ", max_size=4), min_size=1, max_size=4)


@given(parts, parts)
def test_parts_have_one_id_if_and_only_if_they_are_the_same(one: list, other: list) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_an_id_never_changes() -> None:
    """Ids are in published files: another function would give every claim a new one."""
    assert digest("ab", "c") == "9617c506357d3d46bb66"
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc")}) == 3


def test_a_document_is_one_content_of_one_source_and_of_one_name_if_that_states_something() -> None:
    sha256 = "0" * 64
    ids = {
        document_id("acme", sha256),
        document_id("other", sha256),
        document_id("acme", "1" * 64),
        document_id("acme", sha256, "2026-02-05"),
        document_id("acme", sha256, ""),
    }
    assert len(ids) == 5
    assert document_id("acme", sha256) == digest("acme", sha256)


def test_sql_makes_the_same_id_of_a_claim() -> None:
    statement = (SQL / "claims" / "append_records.sql").read_text()
    (expression,) = re.findall(r"^ +(substr\(sha256\(.+) as claim_id,", statement, re.MULTILINE)
    with connect() as connection:
        made = connection.execute(
            f"select {expression} from (select 'a' as source, 'b' as natural_key, 1 as ordinal)"
        ).fetchall()
    assert made == [(digest("a", "b", "1"),)]
