"""A look that finds nothing new is recorded; one that cannot know finds no answer."""

import pytest

from pipelines.publication.unchanged import last_look, look_path, nothing_new


@pytest.fixture(autouse=True)
def no_look_yet(golden_copy) -> None:
    """A test that shares the folder may have looked before it was copied."""
    look_path(golden_copy).unlink(missing_ok=True)


def test_nothing_new_is_the_last_publication_and_the_look_is_kept(golden_copy) -> None:
    assert last_look(golden_copy) is None
    last = nothing_new(golden_copy, "schedule")
    assert last is not None
    look = last_look(golden_copy)
    assert look is not None
    assert (look.by, look.unchanged_since) == ("schedule", last.published_at)
    assert look.looked_at >= last.published_at[:19]


def test_a_file_in_the_inbox_and_addresses_to_ask_may_be_news(golden_copy) -> None:
    assert nothing_new(golden_copy.model_copy(update={"fetch": "on"}), "schedule") is None
    (golden_copy.inbox / "news_articles").mkdir(parents=True)
    (golden_copy.inbox / "news_articles" / "a.txt").write_text("Russia launched 5 drones.")
    assert nothing_new(golden_copy, "schedule") is None
    assert last_look(golden_copy) is None


def test_without_a_whole_publication_there_is_no_answer(golden_copy) -> None:
    golden_copy.warehouse.write_bytes(b"damaged")
    assert nothing_new(golden_copy, "schedule") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"by": 1}'])
def test_a_damaged_look_is_none(golden_copy, text: str) -> None:
    look_path(golden_copy).write_text(text)
    assert last_look(golden_copy) is None
