"""Publishers are found by name or id, however it is written."""

import pytest

from pipelines.vocabulary.publishers import Publisher, publisher_of
from pipelines.vocabulary.tables import vocabulary


@pytest.mark.parametrize("row", vocabulary("publishers"), ids=lambda row: row["publisher_id"])
def test_every_row_is_found_by_its_id_and_its_name(row) -> None:
    by_id, by_name = publisher_of(row["publisher_id"]), publisher_of(row["name"])
    assert by_id == Publisher(**row)
    assert by_id == by_name


def test_case_spaces_and_an_article_do_not_matter() -> None:
    name = next(row["name"] for row in vocabulary("publishers") if row["name"].isascii())
    found = publisher_of(f"  The {name.upper().replace(' ', '  ')} ")
    assert found is not None
    assert found == publisher_of(name)
    assert publisher_of("nobody's gazette") is None
    assert publisher_of("") is None
    assert publisher_of(None) is None


@pytest.mark.parametrize(
    ("side", "source_type", "channel_side"),
    [
        ("ukraine", "official", "ukraine"),
        ("russia", "official", "russia"),
        ("media", "official", None),
        ("ukraine", "press", None),
    ],
)
def test_only_an_official_publisher_of_a_warring_side_is_its_channel(
    side, source_type, channel_side
) -> None:
    assert Publisher("a", "A", side, source_type).channel_side == channel_side


def test_both_sides_have_an_official_channel() -> None:
    sides = {Publisher(**row).channel_side for row in vocabulary("publishers")}
    assert sides == {"ukraine", "russia", None}
