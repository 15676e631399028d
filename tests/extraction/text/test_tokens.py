"""Words, lines and sentences."""

from pathlib import Path

import pytest

from pipelines.extraction.text import tokens
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


def test_pieces_met_before_have_the_tokens_of_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = Path(__file__).parents[1].glob("*.yml")
    text = "\n".join(path.read_text() for path in sorted(cases))
    text += (
        "\nПриморсько- Ахтарськ, 20- 25, Shahed-136/131,\r\n- https://t.me/x-y [1](z) &amp; 5-ти"
    )
    known = tokens.tokenise(text)
    monkeypatch.setattr(tokens, "_LONGEST_PIECE", 0)
    assert tokens.tokenise(text) == known
    pieces = [
        text[start : start + one.length] for one, start in zip(*known, strict=True)
        if one.kind != tokens.BREAK
    ]  # fmt: skip
    assert all(piece and not piece[0].isspace() and not piece[-1].isspace() for piece in pieces)
