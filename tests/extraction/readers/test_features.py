"""What the statistical reader sees around a number."""

from pipelines.extraction.readers.features import features

TEXT = "russia launched 90 drones. of 90 drones, 80 were shot down\n"


def seen(number: str, text: str = TEXT) -> set[str]:
    start = text.index(number)
    return set(features(text, start, start + len(number)))


def test_words_count_by_side_place_and_distance_without_their_endings() -> None:
    assert {"<0 launc", "<1 russi", "<~0 russi", ">0 drone", "< russi launc"} <= seen("90")


def test_the_number_itself_is_not_seen() -> None:
    assert seen("90") == seen("74", TEXT.replace("launched 90", "launched 74"))
    assert not [feature for feature in seen("90") if "90" in feature]


def test_words_of_another_sentence_are_apart() -> None:
    found = seen("90")
    assert ">| shot" in found
    assert "> shot" not in found


def test_a_word_that_the_window_cuts_is_not_seen() -> None:
    text = "xy" * 100 + " launched 90 drones"
    assert not [feature for feature in seen("90", text) if "xy" in feature]
