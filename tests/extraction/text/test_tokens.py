"""Words, lines and sentences."""

from tests.extraction.annotating import annotated, only_sentence


def test_lines_that_run_on_are_one_sentence_and_items_are_not() -> None:
    text = annotated("противник атакував \n118-та дронами\nтипу Shahed.\n- 3 ракети;\n- 2 БпЛА")
    shown = [(s.is_bullet, text.quote(s.first, s.last)) for s in text.sentences]
    assert shown == [
        (False, "противник атакував \n118-та дронами\nтипу Shahed."),
        (True, "3 ракети;"),
        (True, "2 БпЛА"),
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "17 ноября т.г. около 10.40 мск. У с. Любимовка тихо. The U.S. Army met Gen. Smith."
    assert len(annotated(text, "ru").sentences) == 3


def test_look_alike_letters_are_one_word() -> None:
    latin_x, cyrillic_x = only_sentence("ракет X-101"), only_sentence("ракет Х-101")
    assert [mark.value for mark in latin_x.of("weapon")] == ["kh-101"]
    assert [mark.value for mark in cyrillic_x.of("weapon")] == ["kh-101"]
