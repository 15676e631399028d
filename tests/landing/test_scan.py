"""A folder's files are listed in order; all else in it is named with a reason."""

import os
import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.landing.scan import scan, shown, still_changing


def problems(folder: Path) -> dict[str, str | None]:
    return {entry.path.name: entry.problem for entry in scan(folder, folder)}


def test_files_of_all_folders_are_listed_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/c.csv", "a.csv", "b/a/d.csv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (tmp_path / "empty").mkdir()
    found = [entry.path.relative_to(tmp_path).as_posix() for entry in scan(tmp_path, tmp_path)]
    assert found == ["a.csv", "b/a/d.csv", "b/c.csv"]
    assert list(scan(tmp_path / "lost", tmp_path)) == []


def test_what_is_no_file_is_named(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        found = problems(tmp_path)
    assert found == {
        "pipe": "it is a named pipe (FIFO), not a file; delete it",
        "socket": "it is a socket, not a file; delete it",
    }


def test_a_hidden_name_and_one_that_cannot_be_printed_are_to_be_renamed(tmp_path: Path) -> None:
    (tmp_path / ".part").write_text("x")
    (tmp_path / "a\nb.csv").write_text("x")
    found = problems(tmp_path)
    assert "hidden files are not read" in (found[".part"] or "")
    assert "holds a control character" in (found["a\nb.csv"] or "")


def test_a_link_is_followed_to_a_file_inside_only(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_text("x")
    (tmp_path / "secret.csv").write_text("x")
    (inbox / "within").symlink_to("a.csv")
    (inbox / "out").symlink_to(tmp_path / "secret.csv")
    (inbox / "lost").symlink_to("nothing.csv")
    (inbox / "loop").symlink_to("loop")
    (inbox / "folder").symlink_to(inbox)
    found = problems(inbox)
    assert found["within"] is None
    assert "outside the inbox, which is not followed" in (found["out"] or "")
    assert "cannot be reached" in (found["lost"] or "")
    assert "cannot be reached" in (found["loop"] or "")
    assert "is not a file" in (found["folder"] or "")


def test_a_file_is_still_changing_if_it_changes_while_it_is_looked_at(tmp_path: Path) -> None:
    growing, resting, old = (tmp_path / name for name in ("growing", "resting", "old"))
    for file in (growing, resting, old):
        file.write_text("x")
    os.utime(old, (1, 1))
    timer = threading.Timer(0.05, lambda: growing.write_text("xx"))
    timer.start()
    changing = still_changing([growing, resting, old, tmp_path / "lost"], 0.3)
    timer.join()
    assert changing == {growing}
    assert still_changing([old], 600.0) == set()  # it is not waited for


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=20))
def test_a_name_can_always_be_printed_and_stays_if_it_could_be(name: str) -> None:
    try:
        name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return  # no file has such a name
    assert shown(name).isprintable()
    assert shown(shown(name)) == shown(name)
    if name.isprintable():
        assert shown(name) == name


@pytest.mark.parametrize(("name", "text"), [("a\tb", r"a\tb"), ("a\udcff", r"a\xff")])
def test_other_bytes_are_escaped(name: str, text: str) -> None:
    assert shown(name) == text
