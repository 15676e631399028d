"""Files of the inbox: which become documents, which wait, and which are named with a reason."""

import json
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from pipelines.landing import archive as archives
from pipelines.landing.archive import Archive, id_of, read_record
from pipelines.landing.declaration import all_sources
from pipelines.landing.group import CHUNK
from pipelines.landing.inbox import Kept, documents_to_land, land_files
from pipelines.settings import Settings
from pipelines.warehouse.identity import document_id

POSTS = "ukraine_air_force"
TABLE = "massive_missile_attacks"
NEWS = "news_articles"


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def drop(here: Settings, name: str, content: bytes, source: str = NEWS) -> Path:
    file = here.inbox / source / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def land(here: Settings) -> tuple[int, dict[str, Kept]]:
    """New documents, and what stayed in the inbox by its uri."""
    sources = {name: all_sources()[name] for name in (POSTS, TABLE, NEWS)}
    landed = land_files(here, sources)
    return landed.new, {one.uri: one for one in landed.kept}


def records(here: Settings) -> dict[str, archives.Record]:
    """Records of the archive by the name of the file that landed."""
    found = map(read_record, Archive(here.archive).sidecars())
    return {record.uri.rsplit("/", 1)[-1]: record for record in found}


def test_equal_words_under_two_numbers_are_two_posts(here):
    for name in ("kpszsu-45678 2026-02-05 09-12.txt", "kpszsu-45691 2026-02-06 09-12.txt"):
        drop(here, name, "Збито 10 БпЛА".encode(), POSTS)
    assert land(here)[0] == 2
    first, second = records(here).values()
    assert first.sha256 == second.sha256
    assert first.document_id != second.document_id
    assert land(here)[0] == 0


def test_a_copy_of_a_post_under_a_name_that_states_the_same_is_the_same_document(here):
    drop(here, "kpszsu-45678 2026-02-05 09-12.txt", b"10", POSTS)
    drop(here, "copy of kpszsu-45678 2026-02-05 09-12.txt", b"10", POSTS)
    assert land(here)[0] == 1


def test_equal_tables_of_two_dates_are_two_snapshots(here):
    for day in ("2026-02-07", "2026-02-08"):
        drop(here, f"missile_attacks_daily_{day}.csv", b"a,b\n", TABLE)
    assert land(here)[0] == 2
    assert {record.published_on for record in records(here).values()} == {
        "2026-02-07", "2026-02-08",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "name"),
    [(NEWS, "article 2026-02-05.txt"), (POSTS, "result.json"), (POSTS, "post.txt"),
     (POSTS, "kpszsu-20260205T093000Z.html")],
)  # fmt: skip
def test_the_id_of_a_document_whose_name_states_nothing_is_that_of_its_content(here, source, name):
    drop(here, name, b"words", source)
    drop(here, f"another {name}", b"words", source)
    assert land(here)[0] == 1
    (record,) = records(here).values()
    assert record.document_id == document_id(source, record.sha256)


def test_a_record_from_before_names_counted_is_read_and_not_landed_again(here):
    name = "missile_attacks_daily_2026-02-07.csv"
    drop(here, name, b"a,b\n", TABLE)
    archive = Archive(here.archive)
    archive.land(here.inbox / TABLE / name, TABLE, f"inbox/{TABLE}/{name}", "2026-02-07", None)
    (old,) = archive.sidecars()
    assert old.name.count(".") == 2
    assert land(here)[0] == 0
    drop(here, "missile_attacks_daily_2026-02-08.csv", b"a,b\n", TABLE)
    assert land(here)[0] == 1
    assert {id_of(sidecar) for sidecar in archive.sidecars()} == {
        record.document_id for record in records(here).values()
    }


def test_the_documents_that_will_land_are_known_before_and_after(here):
    sources = {POSTS: all_sources()[POSTS]}
    drop(here, "kpszsu-45678 2026-02-05 09-12.txt", b"10", POSTS)
    drop(here, "kpszsu-45679 2026-02-05 09-12.txt", b"10", POSTS)
    expected = documents_to_land(here, sources)
    land_files(here, sources)
    landed = {record.document_id for record in records(here).values()}
    assert expected == dict.fromkeys(landed, POSTS)
    assert documents_to_land(here, sources) == expected


def test_a_file_that_is_being_copied_waits_and_lands_complete(here):
    waiting = here.model_copy(update={"settle_seconds": 0.3})
    file = drop(here, "long.txt", b"first half")
    drop(here, "short.txt", b"complete")
    copying = threading.Timer(0.1, lambda: file.write_bytes(b"first half, second half"))
    copying.start()
    new, kept = land(waiting)
    copying.join()
    assert new == 1
    assert kept[f"inbox/{NEWS}/long.txt"].is_waiting
    assert "waits for the next refresh" in kept[f"inbox/{NEWS}/long.txt"].reason
    assert land(waiting) == (1, {})
    archived = Archive(here.archive).path(records(here)["long.txt"].sha256)
    assert archived.read_bytes() == b"first half, second half"


def test_files_that_have_settled_are_not_waited_for(here):
    file = drop(here, "old.txt", b"words")
    long_ago = time.time() - 60
    os.utime(file, (long_ago, long_ago))
    started = time.monotonic()
    assert land(here.model_copy(update={"settle_seconds": 30}))[0] == 1
    assert time.monotonic() - started < 10


def test_a_file_that_changes_between_hash_and_copy_is_never_archived_under_a_wrong_hash(
    here, monkeypatch
):
    file = drop(here, "live.txt", b"before" * CHUNK)
    drop(here, "other.txt", b"words")
    hashed = archives.sha256_of

    def then_changed(path: Path) -> str:
        found = hashed(path)
        if path == file:
            file.write_bytes(b"after")
        return found

    monkeypatch.setattr(archives, "sha256_of", then_changed)
    new, kept = land(here)
    assert new == 1
    assert kept[f"inbox/{NEWS}/live.txt"].is_waiting
    assert list(records(here)) == ["other.txt"]
    assert len([path for path in here.archive.rglob("*") if path.is_file()]) == 2


def test_a_date_in_a_name_that_is_none_stops_no_other_file(here):
    drop(here, "missile_attacks_daily_2026-13-45.csv", b"a,b\n", TABLE)
    drop(here, "missile_attacks_daily_2026-02-07.csv", b"a,b\n", TABLE)
    new, kept = land(here)
    assert new == 1
    reason = kept[f"inbox/{TABLE}/missile_attacks_daily_2026-13-45.csv"].reason
    assert "2026-13-45 in the name is not a date" in reason


def test_a_name_that_is_not_utf8_is_named_and_stops_nothing(here):
    drop(here, "good.txt", b"words")
    (here.inbox / NEWS / os.fsdecode(b"\xe9t\xe9.txt")).write_bytes(b"words of another")
    new, kept = land(here)
    assert new == 1
    assert "not UTF-8" in kept[f"inbox/{NEWS}/\\xe9t\\xe9.txt"].reason
    json.dumps([one.uri for one in kept.values()], ensure_ascii=False).encode()


def test_links_that_lead_out_of_the_inbox_are_named_and_not_followed(here, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a key")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "other.txt").write_text("another key")
    inside = drop(here, "inside.txt", b"words")
    folder = here.inbox / NEWS
    (folder / "out.txt").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path / "folder")
    (folder / "broken.txt").symlink_to(tmp_path / "nothing")
    (folder / "in.txt").symlink_to(inside)
    new, kept = land(here)
    assert new == 1
    assert "outside the inbox" in kept[f"inbox/{NEWS}/out.txt"].reason
    assert "outside the inbox" in kept[f"inbox/{NEWS}/folder"].reason
    assert "cannot be reached" in kept[f"inbox/{NEWS}/broken.txt"].reason
    assert f"inbox/{NEWS}/in.txt" not in kept
    assert all(b"key" not in path.read_bytes() for path in here.archive.rglob("?" * 64))


def test_pipes_sockets_and_hidden_files_are_named(here, monkeypatch):
    folder = here.inbox / NEWS
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.txt")
        drop(here, ".hidden.txt", b"words")
        drop(here, "article.txt", b"words")
        new, kept = land(here)
    assert new == 1
    reasons = {uri.rsplit("/", 1)[-1]: one.reason for uri, one in kept.items()}
    assert reasons.keys() == {"pipe.txt", "socket.txt", ".hidden.txt"}
    assert "a named pipe" in reasons["pipe.txt"]
    assert "a socket" in reasons["socket.txt"]
    assert "hidden files" in reasons[".hidden.txt"]


@pytest.mark.parametrize(
    ("file", "words"),
    [("table.csv", ["inbox/<source>/", TABLE]), ("post.html", [NEWS, POSTS]),
     ("report.docx", ["no source reads files of this form", "*.csv", "*.html"])],
)  # fmt: skip
def test_a_file_in_the_wrong_place_is_reported_with_where_it_belongs(here, file, words):
    drop(here, file, b"words", "unknown")
    (uri, kept), *_ = land(here)[1].items()
    assert uri == f"inbox/unknown/{file}"
    assert all(word in kept.reason for word in [file, *words]), kept.reason


def test_files_that_land_together_keep_their_order_and_equal_ones_count_once(here):
    contents = [b"x" * (number % 20 % 7) + b"%d" % (number % 20) for number in range(60)]
    for number, content in enumerate(contents):
        drop(here, f"note-{number:02d}.txt", content)
    assert land(here)[0] == len(set(contents)) == 20
    names = sorted(records(here))
    assert names == sorted(f"note-{contents.index(each):02d}.txt" for each in set(contents))
    known = [records(here)[name].known_at for name in names]
    assert known == sorted(set(known))
