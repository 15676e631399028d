"""The people killed and injured that the second reader finds."""

import pytest

from pipelines.extraction.readers.hurt import hurt


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two people were killed and 17 injured.", [(2, "killed"), (17, "injured")]),
        ("3 killed, 5 injured", [(3, "killed"), (5, "injured")]),
        ("The strike killed 4 people, wounding 12.", [(4, "killed"), (12, "injured")]),
        ("Загинули троє людей, ще 29 поранено.", [(3, "killed"), (29, "injured")]),
        ("Погибли 53 человека, пострадали 298.", [(53, "killed"), (298, "injured")]),
        ("Russia launched 90 drones.", []),
        ("This week 12 people were killed.", []),
    ],
)
def test_a_number_belongs_to_the_nearest_word_for_harm(
    text: str, wanted: list[tuple[int, str]]
) -> None:
    assert [(one.number, one.harm) for one in hurt(text)] == wanted


def test_a_sentence_is_known_by_its_beginning() -> None:
    text = "A drone fell. Two people died."
    assert [one.start for one in hurt(text)] == [text.index("Two")]
