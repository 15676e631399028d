"""Precision, recall and F1."""

from benchmarks.scoring.tally import Tally


def test_shares_are_none_where_nothing_was_said():
    tally = Tally()
    assert (tally.precision, tally.recall, tally.f1) == (None, None, None)
