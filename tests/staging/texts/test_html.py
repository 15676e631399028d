"""Text of pages and fragments: paragraphs, lists, and pages that are nested too deeply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.texts.html import DEEPEST, TooDeep, blocks, joined, main_text, parse, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("One<br>two", "One\ntwo"),
        ("<p>One <b>two</b>  three</p>", "One two three"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<p>a</p><ul><li>one</li></ul><p>b</p>", "a\n\n• one\n\nb"),
        ("<script>var a</script><style>b</style>c", "c"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("", ""),
    ],
)
def test_a_fragment_is_its_paragraphs(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_page_nested_too_deeply_is_refused_before_it_is_parsed() -> None:
    assert plain("<div>" * DEEPEST + "a").strip() == "a"
    with pytest.raises(TooDeep, match=f"more than {DEEPEST} tags"):
        parse("<div>" * (DEEPEST + 1) + "a")
    assert plain("<div>a</div>" * (DEEPEST + 1)).count("a") == DEEPEST + 1


def test_a_paragraph_of_links_is_known_by_its_share_of_linked_letters() -> None:
    body = parse("<p><a href=x>half</a>half</p><p>none</p>").body
    assert body is not None
    assert [block.linked for block in blocks(body)] == [0.5, 0.0]


def test_a_page_of_links_alone_has_no_main_text() -> None:
    sentence = "Russia launched 183 drones at Ukraine overnight into February 5. " * 10
    article = f"<html><body><article><p>{sentence}</p><p>{sentence}</p></article></body></html>"
    assert "183 drones" in joined(main_text(article))
    links = "".join(f"<li><a href=/{number}>{sentence}</a></li>" for number in range(5))
    assert main_text(f"<html><body><ul>{links}</ul></body></html>") == []


@given(st.text(alphabet="<>/pbaul &;\n", max_size=60))
def test_any_fragment_has_a_text_without_tags_of_paragraphs(html: str) -> None:
    assert "<p>" not in plain(html)
