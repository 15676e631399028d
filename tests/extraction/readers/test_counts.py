"""What the second reader counts."""

from pipelines.extraction.readers.counts import counts


def test_numbers_count_the_noun_behind_them() -> None:
    text = "Russia launched 90 drones and 4 missiles. Ukraine shot down 80 of 90 drones."
    found = [(one.number, one.kind, sorted(one.verbs)) for one in counts(text, "munition")]
    assert found == [
        (90, "drone", ["launched"]), (4, "missile", ["launched"]),
        (80, "drone", ["stopped"]), (90, "drone", ["launched", "stopped"]),
    ]  # fmt: skip


def test_a_word_at_the_end_of_the_reach_is_read_whole() -> None:
    """The reach ends inside of "кабінет", whose first three letters name bombs."""
    text = "Збито 15" + " " * 57 + "кабінет"
    assert [one.kind for one in counts(text, "munition")] == []


def test_number_words_of_two_parts_are_one_number() -> None:
    found = [
        one.number for one in counts("Збито двадцять два дрони, twenty-six drones", "munition")
    ]
    assert found == [22, 26]
