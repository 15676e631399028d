"""The annotated view of a document."""

from tests.extraction.annotating import annotated


def test_a_text_without_a_known_word_is_not_taken_apart() -> None:
    assert annotated("qwzx 123 ъъъ", "en").tokens == []


def test_markup_and_hidden_characters_do_not_move_an_offset() -> None:
    text = annotated("**зби\u200bто** &nbsp;**5** \u200fБпЛА 🚀")
    [sentence] = text.sentences
    assert [mark.value for mark in sentence.of("outcome")] == ["shot_down"]
    [quantity] = sentence.quantities
    assert text.quote(quantity.first, quantity.last) == "5"
