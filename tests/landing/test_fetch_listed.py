"""Files of a list with sizes and MD5, as GDELT publishes one every quarter of an hour."""

import hashlib
import re

import pytest

from pipelines.landing.declaration import Declaration
from pipelines.landing.fetch import Answer, fetch_all
from pipelines.settings import Settings
from tests.landing.servers import Server, gives
from tests.sources import declared

FIRST, SECOND = "20260205120000.export.CSV.zip", "20260205121500.export.CSV.zip"
OTHER = "20260205120000.gkg.csv.zip"


def listing(server: Server, **files: bytes) -> bytes:
    """The list as GDELT writes it."""
    lines = [
        f"{len(content)} {hashlib.md5(content, usedforsecurity=False).hexdigest()} "
        f"{server.url(name)}\n"
        for name, content in files.items()
    ]
    return "".join(lines).encode()


def fetched(here: Settings, server: Server) -> Answer:
    address = {
        "list": server.url("lastupdate.txt"), "names": r"\.export\.CSV\.zip$",
        "file": "gdelt.zip", "allow_private": True,
    }  # fmt: skip
    source: Declaration = declared("gdelt", fetch=[address])
    (answer,) = fetch_all(here, {"gdelt": source})
    return answer


def publish(server: Server, **files: bytes) -> None:
    server.paths = {name: gives(content) for name, content in files.items()}
    server.paths["lastupdate.txt"] = gives(listing(server, **files))


def saved(here: Settings) -> dict[str, bytes]:
    folder = here.inbox / "gdelt" / "fetched"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*"))}


def test_a_file_of_the_list_is_asked_for_once(here: Settings) -> None:
    server = Server()
    publish(server, **{FIRST: b"one", OTHER: b"not wanted"})
    assert fetched(here, server).outcome == "new"
    assert fetched(here, server).outcome == "unchanged"
    publish(server, **{SECOND: b"two"})
    answer = fetched(here, server)
    assert (answer.outcome, answer.bytes) == ("new", 3)
    assert saved(here) == {f"gdelt_{FIRST}": b"one", f"gdelt_{SECOND}": b"two"}
    asked = [path for path, _ in server.asked]
    assert asked.count(f"/{FIRST}") == 1
    assert f"/{OTHER}" not in asked


@pytest.mark.parametrize("content", [b"twO", b"later"])
def test_a_file_that_is_not_the_one_listed_is_not_saved(here: Settings, content: bytes) -> None:
    server = Server()
    publish(server, **{FIRST: b"two"})
    server.paths[FIRST] = gives(content)
    answer = fetched(here, server)
    assert answer.outcome == "failed"
    assert "the list says 3 and" in (answer.reason or "")
    assert saved(here) == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>busy</html>", "line 1 of .*lastupdate.txt is '<html>busy</html>'"),
        (b"\n", "the answer is empty"),
        (b"3 " + b"0" * 32 + b" http://e.org/../../etc/passwd\n", "lists no file"),
    ],
)
def test_a_list_of_another_form_is_named(here: Settings, content: bytes, reason: str) -> None:
    server = Server(**{"lastupdate.txt": gives(content)})
    answer = fetched(here, server)
    assert answer.outcome == "failed"
    assert re.search(reason, answer.reason or ""), answer.reason


def test_a_file_on_another_host_is_refused(here: Settings) -> None:
    server = Server()
    line = listing(server, **{FIRST: b"one"}).replace(b"127.0.0.1", b"127.0.0.2")
    server.paths = {"lastupdate.txt": gives(line)}
    answer = fetched(here, server)
    assert answer.outcome == "failed"
    assert "127.0.0.2" in (answer.reason or "")
    assert saved(here) == {}
