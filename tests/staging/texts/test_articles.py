"""Articles in every format: what is kept, what is left out, what is refused and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.texts import articles
from pipelines.staging.texts import html as htmltext

Read = Callable[[str, str | bytes], ParsedDocument]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of this name and content as the source does."""

    def reading(name: str, content: str | bytes) -> ParsedDocument:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = articles.read(Document("d", f"inbox/news_articles/{name}", path))
        assert found.rows_in == found.rows.height + found.refused.height
        return found

    return reading


def row(reading: ParsedDocument) -> dict:
    assert reading.refused.is_empty()
    return reading.rows.row(0, named=True)


BODY = "Russia launched 183 drones overnight, the air force said on Thursday morning in Kyiv."


def page(inner: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{inner}</body></html>"


# Plain text and Markdown


def test_plain_text_without_a_header_knows_its_words_only(read: Read):
    found = row(read("a.txt", f"A title\n\n{BODY}\n"))
    assert (found["title"], found["text"]) == ("A title", f"A title\n\n{BODY}")
    assert [found[name] for name in ("url", "publisher", "published_at", "published_stated")] == [
        None, None, None, None,
    ]  # fmt: skip


def test_header_lines_give_the_fields_and_the_title_is_read_with_the_text(read: Read):
    found = row(
        read(
            "a.txt",
            f"Title: Drones\nDate: 2026-02-05T11:40+02:00\nSource: Example Wire\n"
            f"URL: https://news.example.org/1\nLanguage: en\n\n{BODY}",
        )
    )
    assert found["text"] == f"Drones\n\n{BODY}"
    assert found["published_at"] == "2026-02-05T09:40:00Z"
    assert (found["publisher"], found["lang"]) == ("Example Wire", "en")


def test_a_first_sentence_that_looks_like_a_field_is_text(read: Read):
    text = "Source: Kyiv says nothing.\nAnd then it said more."
    assert row(read("a.txt", text))["text"] == text


def test_front_matter_keeps_what_it_does_not_know(read: Read):
    found = row(read("a.md", f"---\ntitle: T\ndate: 2026-02-05\ntags: [a, b]\n---\n{BODY}"))
    assert (found["published_stated"], found["published_at"]) == ("2026-02-05", None)
    assert found["extra"] == '{"tags": ["a", "b"]}'


def test_a_source_that_is_an_address_is_the_url(read: Read):
    found = row(read("a.md", f"---\nsource: https://www.news.example.org/1\n---\n{BODY}"))
    assert found["url"] == "https://www.news.example.org/1"
    assert found["publisher"] == "news.example.org"


def test_markdown_marks_fall_away_and_captions_with_them(read: Read):
    found = row(
        read("a.md", "# Head\n\n**Two** [drones](http://x.example/y)\n\n![99 jets](j.jpg)\n\n> so")
    )
    assert found["text"] == "Head\n\nTwo drones\n\nso"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("---\ntitle: T\n\nno end", "a.md: front matter opens on line 1 with --- and is never"),
        ("---\ntitle: [T\n---\nx", "a.md: front matter is not YAML: "),
        ("---\njust words\n---\nx", "a.md: front matter is not made of `key: value` lines"),
        ("---\n" + "[" * 5000 + "\n---\nx", "a.md: front matter is not YAML: "),
        ("---\ntitle: T\n---\n \n", "a.md: there is no text below the header"),
        ("---\ndate: soon\n---\nx", "a.md: 'soon' is not a date; write 2026-02-05, or 2026-"),
        (" \n", "a.md: the file is empty"),
        (b"abc \xff\xfe", "a.md: byte 0xff at offset 4 is not UTF-8"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(read: Read, content: str | bytes, reason: str):
    with pytest.raises(Unreadable) as refused:
        read("a.md", content)
    assert str(refused.value).startswith(reason)


# Pages


def test_a_page_yields_its_running_text_only(read: Read):
    found = row(
        read(
            "a.html",
            page(
                "<nav><ul><li><a href=/>Home</a></li></ul></nav><main><article><h1>Head</h1>"
                "<p class=byline>By A. Writer</p><figure><figcaption>40 jets</figcaption></figure>"
                f"<p>{BODY}</p><p>Read more: <a href=x>19 drones over Poland</a></p>"
                "<ul><li>one</li><li>two</li></ul><div class='related-links'>70 missiles</div>"
                "<script>var x = '500 drones'</script></article></main><aside>300 freed</aside>"
                "<footer>c</footer>",
                "<title>Head | Site</title>",
            ),
        )
    )
    assert found["text"] == f"Head\n\n{BODY}\n\n• one\n• two"


def test_a_page_of_divisions_and_line_breaks_is_read(read: Read):
    found = row(read("a.html", page(f"<div id=menu>Menu</div><div>{BODY}<br><br>More.</div>")))
    assert found["text"] == f"{BODY}\n\nMore."


def test_a_name_does_not_hide_the_element_that_holds_the_text(read: Read):
    found = row(
        read("a.html", page(f"<div class='content has-sidebar comments'><p>{BODY}</p></div>"))
    )
    assert found["text"] == BODY


def test_a_page_says_who_published_it_and_when(read: Read):
    head = (
        '<meta property="og:site_name" content="Example Wire">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
        '"headline": "Head", "datePublished": "2026-02-05T07:00:00Z", '
        '"author": [{"name": "A"}, {"name": "B"}]}]}</script>'
        '<link rel="canonical" href="https://news.example.org/1">'
    )
    found = row(read("a.html", page(f"<p>{BODY}</p>", head).replace("<html>", '<html lang="uk">')))
    assert found["published_at"] == "2026-02-05T07:00:00Z"
    assert (found["publisher"], found["author"], found["lang"], found["url"]) == (
        "Example Wire", "A; B", "uk", "https://news.example.org/1",
    )  # fmt: skip


def test_a_second_place_gives_the_date_where_the_first_is_none(read: Read):
    head = '<meta property="article:published_time" content="n/a">'
    found = row(read("a.html", page(f"<p>{BODY}</p><time datetime='2026-02-05'>x</time>", head)))
    assert found["published_stated"] == "2026-02-05"
    with pytest.raises(Unreadable, match="'n/a' is not a date"):
        read("b.html", page(f"<p>{BODY}</p>", head))


def test_a_page_in_another_charset_is_read_as_it_declares(read: Read):
    html = page("<p>Ночью над областью сбиты беспилотники, сообщили в министерстве обороны.</p>")
    html = html.replace("<head>", '<head><meta charset="windows-1251">')
    assert "сбиты беспилотники" in row(read("a.html", html.encode("cp1251")))["text"]


def test_a_page_of_links_has_no_running_text(read: Read):
    with pytest.raises(Unreadable, match=r"a\.html: the page has no running text"):
        read("a.html", page("<ul>" + "<li><a href=x>A headline of some length</a></li>" * 50))


@pytest.mark.timeout(60)  # a form that takes for ever hangs
def test_a_page_that_would_take_a_parser_minutes_is_refused_at_once(read: Read):
    with pytest.raises(Unreadable, match="tags are open at once"):
        read("a.html", "<div>" * 300_000)


def test_a_page_too_deep_for_its_text_to_be_found_says_so(read: Read):
    assert row(read("a.html", page("<div>" * 100 + f"<p>{BODY}</p>" + "</div>" * 100)))
    with pytest.raises(Unreadable, match=r"a\.html: more than 250 tags are open at once"):
        read("a.html", page("<div>" * 300 + f"<p>{BODY}</p>" + "</div>" * 300))


# Feeds


def feed(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Example &amp; Wire</title><language>en</language>{''.join(items)}</channel></rss>"
    )


def test_every_item_of_a_feed_is_a_row_with_its_full_text(read: Read):
    found = read(
        "f.xml",
        feed(
            "<item><title>A &amp; B</title><link>https://news.example.org/1</link>"
            "<pubDate>Thu, 05 Feb 2026 09:12:00 +0200</pubDate><description>short</description>"
            "<content:encoded><![CDATA[<p>183&nbsp;drones</p><p>&lt;item&gt; <item></p>]]>"
            "</content:encoded></item>",
            "<item><title>Two</title><description>&lt;b&gt;x&lt;/b&gt; &amp;amp; y</description>"
            "</item>",
        ),
    )
    first, second = found.rows.to_dicts()
    assert first["text"] == "A & B\n\n183 drones\n\n<item>"
    assert (first["published_at"], first["edited_at"]) == ("2026-02-05T07:12:00Z", None)
    assert first["publisher"] == "Example & Wire"
    assert (second["locator"], second["text"]) == ("2", "Two\n\nx & y")


def test_an_item_with_a_wrong_date_is_refused_and_the_others_stay(read: Read):
    found = read(
        "f.xml",
        feed(
            "<item><title>A</title><pubDate>soon</pubDate></item>", "<item><title>B</title></item>"
        ),
    )
    assert found.rows["locator"].to_list() == ["2"]
    assert found.refused["reason"].to_list() == [
        "f.xml item 1: 'soon' is not a date; write 2026-02-05, or 2026-02-05T09:12+02:00"
    ]


def test_the_item_in_which_a_feed_is_cut_off_is_refused(read: Read):
    whole = feed("<item><title>A</title></item>", "<item><title>B</title><link>http")
    found = read("f.xml", whole[: whole.index("http</channel>") + 4])
    assert found.rows["locator"].to_list() == ["1"]
    assert found.refused["reason"].to_list() == [
        "f.xml item 2: the file ends inside this item; save the whole feed"
    ]


def test_an_atom_entry_separates_publication_from_change(read: Read):
    found = row(
        read(
            "f.atom",
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A</title>'
            "<published>2026-02-05T09:00:00+02:00</published>"
            "<updated>2026-02-05T10:00:00+02:00</updated></entry></feed>",
        )
    )
    assert (found["published_at"], found["edited_at"]) == (
        "2026-02-05T07:00:00Z", "2026-02-05T08:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize("content", ["<a>no feed</a>", "plain words", "{}", "<rss></rss>"])
def test_what_is_no_feed_is_refused(read: Read, content: str):
    with pytest.raises(Unreadable, match=r"f\.xml: no RSS or Atom feed with items"):
        read("f.xml", content)


# Dates


# Anything at all

NASTY = st.text(
    st.one_of(
        st.sampled_from("<>[]()&;:-\n\"'#*\u200b\u200f\u202e\u00ad\ufeff\0٣Шы💥|/="),
        st.characters(),
    ),
    max_size=300,
)


@given(content=NASTY, suffix=st.sampled_from(sorted(articles.SUFFIXES)))
def test_nothing_but_unreadable_is_ever_raised(tmp_path_factory, content: str, suffix: str):
    path = tmp_path_factory.mktemp("a") / f"a{suffix}"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        found = articles.read(Document("d", path.name, path))
    except Unreadable:
        return
    assert found.rows_in == found.rows.height + found.refused.height


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "[a](", "<!--", "<![CDATA[", "<item>", "<p>", "<b>", "<a href=x>y ", "---\n",
     "date: x\n", "&#x41;", "<svg><path/>", "\u200b\u202e183 ", "# ", "<table><tr><td>"],
)  # fmt: skip
@pytest.mark.timeout(30)  # a form that takes for ever hangs
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".xml"])
def test_a_long_run_of_one_mark_is_read_or_refused_in_seconds(read: Read, unit: str, suffix: str):
    try:
        read(f"a{suffix}", unit * (150_000 // len(unit)))
    except Unreadable as error:
        assert len(str(error)) < 1000


@pytest.mark.timeout(60)  # a form that takes for ever hangs
def test_a_megabyte_of_article_is_read_in_seconds(read: Read):
    text = f"<p>{BODY}</p>" * (1_000_000 // len(BODY))
    assert len(row(read("a.html", page(text)))["text"]) > 900_000


def test_paragraphs_keep_their_words_whatever_is_around_them():
    assert (
        htmltext.plain("a<!-- c --><script>x</script><p>b<br>c<i>d</i></p>e") == "a\n\nb\ncd\n\ne"
    )
