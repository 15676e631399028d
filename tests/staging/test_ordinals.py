"""Repeats of a key are numbered alike, in whatever pieces a document comes."""

from collections import Counter
from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.ordinals import Ordinals

ROWS = st.lists(st.tuples(st.sampled_from("de"), st.sampled_from(["", "a", "b", "c"])))
"""Documents and keys, few enough to repeat."""


@given(rows=ROWS, size=st.integers(1, 5))
def test_repeats_are_counted_over_all_pieces_of_a_document(rows, size):
    counted: Counter[tuple[str, str]] = Counter()
    expected = []
    for row in rows:
        counted[row] += 1
        expected.append(counted[row])
    ordinals = Ordinals()
    schema = {"document_id": pl.String, "natural_key": pl.String}
    numbered = [
        number
        for start in range(0, len(rows), size)
        for number in ordinals.number(
            pl.DataFrame(rows[start : start + size], schema=schema, orient="row")
        )
    ]
    assert numbered == expected


def test_many_pieces_are_kept_in_few_runs():
    ordinals = Ordinals()
    for start in range(0, 1000, 10):
        keys = [str(number % 700) for number in range(start, start + 10)]
        numbered = ordinals.number(pl.DataFrame({"document_id": "d", "natural_key": keys}))
        assert numbered.to_list() == [2 if start >= 700 else 1] * 10
    lengths = [run.height for run in ordinals.runs]
    assert sum(lengths) == 1000
    assert all(longer >= 2 * shorter for longer, shorter in pairwise(lengths))
