"""A source's words become those of the vocabulary, or a problem that says where to add them."""

import polars as pl
import pytest

from pipelines.staging.mappings import Terms

TERMS = Terms("acme", {"who": {"soldiers": "pow", "troops": "pow", "n/a": None}})
WORD, WORDS = pl.col("who"), pl.col("people")


def test_a_word_is_mapped_meaningless_or_a_problem() -> None:
    rows = pl.DataFrame({"who": ["soldiers", "troops", "n/a", "medics", None]})
    mapped = rows.select(value=TERMS.value(WORD, "who"), problem=TERMS.problem(WORD, "who"))
    assert mapped["value"].to_list() == ["pow", "pow", None, None, None]
    assert mapped["problem"].to_list() == [
        None, None, None,
        "acme: no who for 'medics'; add it under terms.who in "
        "pipelines/defs/sources/acme/defs.yaml",
        None,
    ]  # fmt: skip


def test_of_a_list_the_first_unknown_word_is_named_and_meaningless_ones_are_dropped() -> None:
    rows = pl.DataFrame({"people": [["soldiers", "n/a"], ["medics", "cooks"], [], None]})
    mapped = rows.select(value=TERMS.values(WORDS, "who"), problem=TERMS.list_problem(WORDS, "who"))
    assert mapped["value"].to_list() == [["pow"], [], [], None]
    problems = mapped["problem"].to_list()
    assert problems[0] is None
    assert "no who for 'medics'" in problems[1]
    assert problems[2:] == [None, None]


def test_words_are_compared_as_they_are_written() -> None:
    rows = pl.DataFrame({"who": ["Soldiers", " soldiers"]})
    assert rows.select(TERMS.value(WORD, "who")).to_series().to_list() == [None, None]


def test_terms_that_are_not_declared_are_named() -> None:
    with pytest.raises(KeyError, match=r"parse.py asks for terms.people, defs.yaml has none"):
        TERMS.value(WORD, "people")
