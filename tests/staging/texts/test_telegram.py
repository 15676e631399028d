"""Posts of a channel in every format: what is kept, who published it, what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.texts import telegram
from pipelines.staging.texts.telegram import Channel
from pipelines.vocabulary.publishers import publisher_of

CHANNEL = Channel(
    handle="kpszsu",
    names=("Повітряні Сили ЗС України",),
    publisher="Air Force Command of the Armed Forces of Ukraine",
    zone=ZoneInfo("Europe/Kyiv"),
    lang="uk",
)
Read = Callable[[str, Any], ParsedDocument]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of this name and content as the channel's source does."""

    def reading(name: str, content: Any) -> ParsedDocument:
        path = tmp_path / name
        if not isinstance(content, str | bytes):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = telegram.reader(CHANNEL)(Document("d", f"inbox/ukraine_air_force/{name}", path))
        assert found.rows_in == found.rows.height + found.refused.height
        return found

    return reading


def message(**given: Any) -> dict:
    known = {"id": 7, "type": "message", "date": "2026-02-05T09:12:00"}
    return {**known, "date_unixtime": "1770275520", "text": "Збито 156 БпЛА.", **given}


def chat(*messages: object, name: str = "Повітряні Сили ЗС України / Air Force", **given) -> dict:
    return {"name": name, "type": "public_channel", "id": 1, "messages": list(messages), **given}


def row(reading: ParsedDocument) -> dict:
    assert reading.refused.is_empty(), reading.refused["reason"].to_list()
    return reading.rows.row(0, named=True)


# Exports


def test_an_exported_post_is_a_row_with_its_address_and_moment(read: Read):
    found = row(read("result.json", chat(message())))
    assert found["url"] == "https://t.me/kpszsu/7"
    assert (found["published_at"], found["published_stated"]) == (
        "2026-02-05T07:12:00Z",
        "2026-02-05",
    )
    assert (found["publisher"], found["lang"]) == (CHANNEL.publisher, "uk")
    assert (found["kind"], found["is_edited"], found["forwarded_from"]) == ("post", "false", None)


def test_the_day_of_a_post_is_the_channels_own(read: Read):
    found = row(read("result.json", chat(message(date_unixtime="1770330600"))))
    assert (found["published_at"], found["published_stated"]) == (
        "2026-02-05T22:30:00Z",
        "2026-02-06",
    )


def test_an_old_export_without_moments_gives_the_date(read: Read):
    old = message()
    del old["date_unixtime"]
    found = row(read("result.json", chat({**old, "date": "2021-02-05T23:59:00"})))
    assert (found["published_at"], found["published_stated"]) == (None, "2021-02-05")


def test_text_of_entities_is_joined_as_it_reads(read: Read):
    parts = ["⚡️ ", {"type": "bold", "text": "ЗБИТО"}, " 5\n", {"type": "link", "text": "t.me"}]
    assert row(read("result.json", chat(message(text=parts))))["text"] == "⚡️ ЗБИТО 5\nt.me"


def test_edits_and_replies_are_kept(read: Read):
    found = row(
        read(
            "result.json",
            chat(message(edited_unixtime="1770277200", reply_to_message_id=5)),
        )
    )
    assert (found["is_edited"], found["edited_at"]) == ("true", "2026-02-05T07:40:00Z")
    assert found["reply_to"] == "5"


@pytest.mark.parametrize(
    ("origin", "publisher", "kept"),
    [
        ("Місцеві новини", "Місцеві новини", "Місцеві новини"),
        (None, "(hidden)", "(hidden)"),
        ("Повітряні Сили ЗС України", CHANNEL.publisher, "Повітряні Сили ЗС України"),
    ],
)
def test_a_forwarded_post_belongs_to_its_origin(read: Read, origin, publisher, kept):
    found = row(read("result.json", chat(message(forwarded_from=origin))))
    assert (found["publisher"], found["forwarded_from"]) == (publisher, kept)


def test_a_service_message_is_a_row_without_text(read: Read):
    found = row(read("result.json", chat(message(type="service", action="pin_message"))))
    assert (found["kind"], found["text"]) == ("service", "")


def test_of_a_whole_account_only_the_channel_is_read(read: Read):
    friend = chat(message(text="Приватне"), name="Повітряні Сили ЗС України", type="personal_chat")
    other = chat(message(id=8), name="Інший канал")
    account = {"chats": {"list": [friend, other, chat(message(id=9))]}, "left_chats": {"list": []}}
    found = read("result.json", account)
    assert found.rows["locator"].to_list() == ["9"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("a string", "message 2: 'a string' is not a message"),
        ({"type": "message", "text": "x"}, "message 2: it has no id"),
        (message(id="x"), "message 2: id = 'x' is not a message number"),
        (message(id=2**80), f"message 2: id = '{2**80}' is not a message number"),
        (message(id=1, type="poll"), "message 2: type = 'poll' is neither message nor service"),
        (message(id=1, text=5), "message 2: text holds '5', which is not text"),
        (message(id=1, text=[{"a": 1}]), "message 2: text holds \"{'a': 1}\", which is not text"),
        (message(id=1, date_unixtime="x"), "message 2: date_unixtime = 'x' is not a moment"),
        (message(id=1, date_unixtime=1e300), "message 2: date_unixtime = '1e+300' is not a moment"),
        (message(id=1, date_unixtime=None, date=5), "message 2: date = '5' is not a date"),
        (message(id=1, date_unixtime=None, date=None), "message 2: it has no date"),
        (message(id=1, forwarded_from=[["x"]]), "message 2: forwarded_from = \"[['x']]\" is no"),
        (message(), "message 2: id = 7 occurs twice in this file"),
    ],
)
def test_a_broken_message_is_refused_and_the_others_stay(read: Read, wrong, reason: str):
    found = read("result.json", chat(message(), wrong))
    assert found.rows["locator"].to_list() == ["7"]
    assert found.refused["reason"].to_list()[0].startswith(f"result.json {reason}")
    assert found.refused["locator"].to_list() == ["message 2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"name": "Повітряні Сили', "not JSON at line 1 column 10 (Unterminated string"),
        ("[" * 100_000, "not a Telegram export: maximum recursion depth exceeded"),
        ('{"id": ' + "9" * 5000 + "}", "not a Telegram export: Exceeds the limit (4300"),
        ([1], "not a Telegram export: it is not a JSON object"),
        ({"a": 1}, "not a Telegram export: it has neither messages nor chats.list"),
        (chat(name="Інший канал"), "no public channel named 'Повітряні Сили ЗС України' (public"),
        (chat(type="personal_chat"), "no public channel named 'Повітряні Сили ЗС України' (public "
         "channels here: none)"),
        ({**chat(), "messages": 5}, "chat 'Повітряні Сили ЗС України / Air Force' has no list of"),
        (b'{"name": "\xff"}', "byte 0xff at offset 10 is not UTF-8"),
    ],
)  # fmt: skip
def test_a_broken_export_is_refused_whole(read: Read, content, reason: str):
    with pytest.raises(Unreadable) as refused:
        read("result.json", content)
    assert str(refused.value).startswith(f"result.json: {reason}")


def test_half_a_surrogate_pair_does_not_stop_the_others(read: Read):
    found = read("result.json", chat(message(text="\ud83d збито"), message(id=8)))
    assert found.rows["text"].to_list() == ["\ufffd збито", "Збито 156 БпЛА."]


# Pages


def block(post: str = "kpszsu/7", text: str = "Збито", before: str = "", meta: str = "") -> str:
    return (
        f'<div class="tgme_widget_message js-widget_message" data-post="{post}">{before}'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        f'<span class="tgme_widget_message_meta">{meta}<a class="tgme_widget_message_date">'
        '<time datetime="2026-02-05T07:12:34+00:00">09:12</time></a></span></div>'
    )


def test_a_shown_post_is_a_row_with_its_lines(read: Read):
    text = (
        '<i class="emoji"><b>⚡️</b></i> <b>ЗБИТО</b> 156<br/><br/>'
        'типу <a href="x">Shahed</a> &amp; інших<br/>кінець'
    )
    found = row(read("page.html", block(text=text)))
    assert found["text"] == "⚡️ ЗБИТО 156\n\nтипу Shahed & інших\nкінець"
    assert (found["locator"], found["published_at"]) == ("7", "2026-02-05T07:12:34Z")


def test_a_shown_answer_leaves_out_the_words_it_answers(read: Read):
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/kpszsu/5"><div class='
        '"tgme_widget_message_text js-message_reply_text">99 ракет</div></a>'
    )
    found = row(read("page.html", block(before=reply, meta="edited ")))
    assert (found["text"], found["reply_to"], found["is_edited"]) == ("Збито", "5", "true")


def test_a_shown_forward_keeps_its_origin(read: Read):
    origin = '<a class="tgme_widget_message_forwarded_from_name" href="x"><span>Хтось</span></a>'
    found = row(read("page.html", block(before=origin)))
    assert (found["publisher"], found["forwarded_from"]) == ("Хтось", "Хтось")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (block("kpszsu/x"), "message 2: data-post = 'kpszsu/x' is not the number of a post"),
        (block("other/8"), "message 2: data-post = 'other/8' is not a post of kpszsu"),
        (block("kpszsu/8").replace("datetime", "x"), "message 2: it has no date"),
        (block("kpszsu/8").replace("2026-02-05T", "soon"), "message 2: 'soon07:12:34+00:00' is no"),
        (block("kpszsu/8")[:200], "message 2: it has no date"),
        (block(), "message 2: post 7 occurs twice in this file"),
    ],
)
def test_a_broken_block_is_refused_and_the_others_stay(read: Read, wrong: str, reason: str):
    found = read("page.html", block() + wrong)
    assert found.rows["locator"].to_list() == ["7"]
    assert found.refused["reason"].to_list()[0].startswith(f"page.html {reason}")


def test_a_page_without_posts_is_refused(read: Read):
    with pytest.raises(Unreadable, match=r"page\.html: no posts as t\.me/s/kpszsu shows them"):
        read("page.html", "<html><body><div class='message default'>x</div></body></html>")


# Single posts


@pytest.mark.parametrize(
    ("name", "url", "at", "on"),
    [
        ("kpszsu-456 2026-02-05 09-12.txt", "https://t.me/kpszsu/456", "2026-02-05T07:12:00Z", ""),
        ("kpszsu_456.txt", "https://t.me/kpszsu/456", None, None),
        ("2026-02-05.txt", None, None, "2026-02-05"),
        ("bulletin_2026-07-05T0912.txt", None, "2026-07-05T06:12:00Z", "2026-07-05"),
        ("bulletin.txt", None, None, None),
    ],
)
def test_a_file_name_says_number_date_and_clock(read: Read, name, url, at, on):
    found = row(read(name, "Збито 5 БпЛА"))
    on = "2026-02-05" if on == "" else on
    assert (found["url"], found["published_at"], found["published_stated"]) == (url, at, on)


def test_front_matter_says_more_than_the_file_name(read: Read):
    found = row(
        read(
            "2026-02-01.txt",
            "---\npublished_at: 2026-02-05 09:12\nurl: https://t.me/kpszsu/9\n---\nЗбито",
        )
    )
    assert (found["published_at"], found["url"]) == (
        "2026-02-05T07:12:00Z", "https://t.me/kpszsu/9",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("2026-02-31.txt", "x", "2026-02-31.txt: '2026-02-31' is not a date"),
        ("a.txt", "---\nurl: https://t.me/other/9\n---\nx", "a.txt: url = 'https://t.me/other/9'"),
        ("a.txt", " \n", "a.txt: the file is empty"),
        ("a.txt", "---\ntitle: x\n---\n", "a.txt: there is no text below the header"),
    ],
)
def test_a_broken_post_is_refused_whole(read: Read, name: str, content: str, reason: str):
    with pytest.raises(Unreadable) as refused:
        read(name, content)
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    ("text", "lang"), [("Збито 5 БпЛА типу Shahed", "uk"), ("Five Shahed drones, БпЛА", None)]
)
def test_the_letters_may_speak_against_the_channels_language(read: Read, text: str, lang):
    assert row(read("a.txt", text))["lang"] == lang


def test_all_forms_of_one_post_give_the_same_row(read: Read):
    text = "ЗБИТО 156\n\nУ ніч на 5 лютого"
    forms = [
        read("result.json", chat(message(text=text, date_unixtime="1770275520"))),
        read("a.html", block(text=text.replace("\n", "<br/>")).replace("07:12:34", "07:12:00")),
        read("kpszsu-7 2026-02-05 09-12.txt", text),
    ]
    columns = ("text", "url", "publisher", "published_at", "published_stated", "lang")
    rows = [{name: row(form)[name] for name in columns} for form in forms]
    assert rows[0] == rows[1] == rows[2]


def test_every_channels_publisher_is_listed():
    assert publisher_of("kpszsu") == publisher_of(CHANNEL.publisher)
    assert publisher_of("Ministry of Defence of the Russian Federation") is not None


# Anything at all

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*message(), "edited", "forwarded_from", "reply_to_message_id"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(messages=st.lists(ANY_JSON, max_size=5))
def test_no_message_however_odd_raises(tmp_path_factory, messages: list):
    path = tmp_path_factory.mktemp("t") / "result.json"
    path.write_text(json.dumps(chat(message(id=1), *messages)))
    found = telegram.reader(CHANNEL)(Document("d", path.name, path))
    assert found.rows_in == len(messages) + 1 == found.rows.height + found.refused.height


@pytest.mark.parametrize("cut", [10, 100, 180, 250, -1])
def test_a_truncated_export_is_refused(read: Read, cut: int):
    whole = json.dumps(chat(message(), message(id=8)))
    with pytest.raises(Unreadable, match="the export is cut off or was changed"):
        read("result.json", whole[:cut])


@pytest.mark.timeout(15)  # a form that takes for ever hangs
def test_two_megabytes_of_posts_are_read_in_seconds(read: Read):
    posts = [message(id=number, text="Збито 156 БпЛА. " * 30) for number in range(1, 2_500)]
    assert read("result.json", chat(*posts)).rows.height == 2_499
