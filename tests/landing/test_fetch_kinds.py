"""Addresses of every kind, from a server that plays the publisher: well, and badly."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.landing import pace, web
from pipelines.landing.declaration import Declaration
from pipelines.landing.fetch import Answer, fetch_all, fetch_each
from pipelines.landing.fetch_manifest import listed
from pipelines.landing.web import Refused
from pipelines.settings import Settings
from tests.landing.servers import Handler, Server, gives
from tests.sources import declared

NAME = "acme"


def acme(*addresses: Mapping[str, object]) -> dict[str, Declaration]:
    """A source with these addresses, on the test's own server."""
    fetch = [{"allow_private": True, **address} for address in addresses]
    return {NAME: declared(NAME, fetch=fetch)}


def fetched(here: Settings, **address: object) -> Answer:
    (answer,) = fetch_all(here, acme(address))
    return answer


def saved(here: Settings) -> dict[str, bytes]:
    folder = here.inbox / NAME / "fetched"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*"))}


def manifest_of(**files: bytes) -> bytes:
    """A manifest as the drone observatory's store has it: size and SHA-256 of each file."""
    return json.dumps(
        {
            "ficheros": {
                name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in files.items()
            }
        }
    ).encode()


def test_an_address_is_of_one_kind_and_a_mixture_is_named() -> None:
    with pytest.raises(ValidationError, match=r"manifest\.url.*\n.*Extra inputs"):
        acme({"manifest": "https://e.org/m.json", "url": "https://e.org/a", "file": "a.csv"})
    with pytest.raises(ValidationError, match=r"series\.since.*\n.*Field required"):
        acme({"series": "https://e.org/{date}.csv", "file": "a.csv"})


# A manifest


def test_of_a_manifest_only_what_has_changed_is_downloaded(here: Settings) -> None:
    first, second = b'{"ataques": []}', b'{"ataques": [1]}'
    server = Server(**{"m.json": gives(manifest_of(**{"u.json": first})), "u.json": gives(first)})
    address = {"manifest": server.url("m.json"), "file": "u.json"}
    assert fetched(here, **address).outcome == "new"
    assert list(saved(here).values()) == [first]
    assert fetched(here, **address).outcome == "unchanged"
    assert [path for path, _ in server.asked] == ["/m.json", "/u.json", "/m.json"]
    server.paths |= {"m.json": gives(manifest_of(**{"u.json": second})), "u.json": gives(second)}
    time.sleep(1)  # a file is named by its second
    assert fetched(here, **address).outcome == "new"
    assert list(saved(here).values()) == [first, second]


def test_a_file_that_is_not_the_one_in_the_manifest_is_not_saved(here: Settings) -> None:
    server = Server(**{"m.json": gives(manifest_of(**{"u.json": b"a"})), "u.json": gives(b"b")})
    answer = fetched(here, manifest=server.url("m.json"), file="u.json")
    assert answer.outcome == "failed"
    assert "the manifest lists" in (answer.reason or "")
    assert saved(here) == {}


@pytest.mark.parametrize(
    ("manifest", "words"),
    [(b"<html>", "not JSON"), (b"{}", "lists 0 hashes"), (b'{"u.json": {"sha256": "1"}}', "0")],
)
def test_a_manifest_that_lists_no_such_file_is_refused(manifest: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        listed(manifest, "u.json")


@pytest.mark.parametrize("form", ["as_keys", "as_rows", "bare", "paths"])
def test_a_hash_is_found_beside_the_name_of_its_file(form: str) -> None:
    sha256 = "ab" * 32
    forms = {
        "as_keys": {"files": {"u.json": {"sha256": sha256}, "v.json": {"sha256": "cd" * 32}}},
        "as_rows": [{"name": "u.json", "hash": f"sha256:{sha256}"}, {"name": "v.json"}],
        "bare": {"u.json": sha256.upper(), "v.json": "cd" * 32},
        "paths": {
            "publicacion/historial/2026-10-04/u.json": {"sha256": "ef" * 32},
            "publicacion/u.json": {"sha256": sha256},
            "publicacion/v.json": {"sha256": "cd" * 32},
        },
    }
    assert listed(json.dumps(forms[form]).encode(), "u.json") == sha256


# A series


def days_ago(number: int) -> str:
    return (datetime.now(UTC) - timedelta(days=number)).date().isoformat()


def test_a_series_brings_every_day_that_is_not_held(here: Settings) -> None:
    server = Server(**{f"{days_ago(n)}.csv": gives(f"a,b\n{n},1\n".encode()) for n in (3, 1, 0)})
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(3)}
    answer = fetched(here, **address)
    assert (answer.outcome, answer.bytes) == ("new", 24)
    assert list(saved(here)) == [f"d_{days_ago(n)}.csv" for n in (3, 1, 0)]
    asked = len(server.asked)
    assert fetched(here, **address).outcome == "unchanged"
    assert len(server.asked) == asked


def test_a_long_series_goes_on_where_the_last_refresh_stopped(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST_REQUESTS", 2)
    server = Server(**{f"{days_ago(n)}.csv": gives(b"a,b\n1,2\n") for n in range(4)})
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(3)}
    answer = fetched(here, **address)
    assert answer.outcome == "new"
    assert f"from {days_ago(1)} on: 2 requests" in (answer.reason or "")
    assert fetched(here, **address).outcome == "new"
    assert len(saved(here)) == 4


def test_a_day_that_fails_keeps_the_days_before_it(here: Settings) -> None:
    server = Server(
        **{f"{days_ago(1)}.csv": gives(b"a,b\n"), f"{days_ago(0)}.csv": gives(b"", 500)}
    )
    address = {"series": server.url("{date}.csv"), "file": "d.csv", "since": days_ago(1)}
    assert fetched(here, **address).outcome == "failed"
    assert list(saved(here)) == [f"d_{days_ago(1)}.csv"]


# Pages and keys


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("ACME_USER", "user@example.org")
    monkeypatch.setenv("ACME_SECRET", "pass word&1")
    return {"user": "ACME_USER", "secret": "ACME_SECRET"}


def paged(*pages: bytes) -> Server:
    """An API that gives these pages, and a token."""
    return Server(
        token=gives(b'{"access_token": "tok-123", "expires_in": 86400}'),
        **{f"read?page={number}": gives(page) for number, page in enumerate(pages, start=1)},
    )


PAGES = (b'id,note\n1,"a\nb"\n2,c\n', b"id,note\n3,d\n4,e\n", b"id,note\n5,f\n")


def test_pages_become_one_file_with_one_header(here: Settings, key: dict[str, str]) -> None:
    server = paged(*PAGES)
    address = {
        "pages": server.url("read?page={page}"), "file": "d.csv", "rows": 2,
        "key": {**key, "token_url": server.url("token"), "client_id": "acme"},
    }  # fmt: skip
    assert fetched(here, **address).outcome == "new"
    assert list(saved(here).values()) == [b'id,note\n1,"a\nb"\n2,c\n3,d\n4,e\n5,f\n']
    assert server.posted == [
        b"grant_type=password&username=user%40example.org&password=pass+word%261&client_id=acme"
    ]
    assert [headers.get("Authorization") for _, headers in server.asked] == [
        None, *["Bearer tok-123"] * 3,
    ]  # fmt: skip
    assert fetched(here, **address).outcome == "unchanged"
    kept = b"".join(file.read_bytes() for file in here.data.rglob("*") if file.is_file())
    assert b"tok-123" not in kept
    assert b"pass" not in kept


def test_an_interrupted_download_goes_on_from_its_last_page(
    here: Settings, key: dict[str, str]
) -> None:
    server = paged(*PAGES)
    server.paths["read?page=3"] = gives(b"busy", 500)
    address = {"pages": server.url("read?page={page}"), "file": "d.csv", "rows": 2}
    assert fetched(here, **address).outcome == "failed"
    assert saved(here) == {}
    server.paths["read?page=3"] = gives(PAGES[2])
    asked = len(server.asked)
    assert fetched(here, **address).outcome == "new"
    assert [path for path, _ in server.asked[asked:]] == ["/read?page=3"]
    assert not list((here.data / "fetching").rglob("0*"))


def test_pages_of_an_old_interruption_are_asked_anew(here: Settings) -> None:
    server = paged(*PAGES)
    server.paths["read?page=2"] = gives(b"busy", 500)
    address = {"pages": server.url("read?page={page}"), "file": "d.csv", "rows": 2}
    fetched(here, **address)
    (part,) = (here.data / "fetching").rglob("0*")
    os.utime(part, (0, 0))
    server.paths["read?page=2"] = gives(PAGES[1])
    asked = len(server.asked)
    assert fetched(here, **address).outcome == "new"
    assert server.asked[asked][0] == "/read?page=1"


def test_an_error_in_place_of_a_page_is_refused(here: Settings) -> None:
    server = paged(PAGES[0], b'{"status": 403, "error": "limit reached"}')
    answer = fetched(here, pages=server.url("read?page={page}"), file="d.csv", rows=2)
    assert answer.outcome == "failed"
    assert "page 2 is not CSV with the columns of the first page" in (answer.reason or "")
    assert saved(here) == {}


def test_without_credentials_an_address_is_not_asked(here: Settings) -> None:
    server = paged(*PAGES)
    key = {"user": "ACME_NO_USER", "secret": "ACME_NO_SECRET"}
    answer = fetched(here, url=server.url("file"), file="d.csv", key=key)
    assert answer.outcome == "skipped"
    assert answer.reason == "ACME_NO_USER and ACME_NO_SECRET are not set"
    assert server.asked == []


def test_credentials_go_to_no_other_host_and_into_no_reason(
    here: Settings, key: dict[str, str]
) -> None:
    other = Server(page=gives(b"gone", 404))
    elsewhere = other.url("page?signature=s3cret").replace("127.0.0.1", "localhost")
    server = Server(file=gives(b"", 302, Location=elsewhere))
    answer = fetched(here, url=server.url("file"), file="a.zip", key=key, hosts=["localhost"])
    assert answer.outcome == "failed"
    assert server.asked[0][1]["Authorization"].startswith("Basic ")
    assert "Authorization" not in other.asked[0][1]
    assert "s3cret" not in (answer.reason or "")
    assert "404" in (answer.reason or "")


def test_a_secret_that_a_publisher_repeats_is_hidden(here: Settings, key: dict[str, str]) -> None:
    def refuses(handler: Handler) -> None:
        gives(b"id;" + handler.headers["Authorization"].encode())(handler)

    server = Server(read=refuses)
    address = {"pages": server.url("read?page={page}"), "file": "d.csv", "rows": 2, "key": key}
    answer = fetched(here, **address)
    assert answer.outcome == "failed"
    assert "Basic ***" in (answer.reason or "")


@pytest.mark.parametrize("token", [b"<html>", b"{}", b'{"access_token": 5}'])
def test_an_answer_without_a_token_is_refused(
    here: Settings, key: dict[str, str], token: bytes
) -> None:
    server = paged(*PAGES)
    server.paths["token"] = gives(token)
    key = {**key, "token_url": server.url("token")}
    answer = fetched(here, url=server.url("read"), file="d.csv", key=key)
    assert "access_token" in (answer.reason or "")


# Limits of one refresh


def test_one_host_is_asked_with_pauses(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PAUSE_SECONDS", 0.3)
    server = Server(a=gives(b"a"), b=gives(b"b"))
    both = acme(*({"url": server.url(path), "file": f"{path}.csv"} for path in "ab"))
    started = time.monotonic()
    assert [answer.outcome for answer in fetch_all(here, both)] == ["new", "new"]
    assert time.monotonic() - started >= 0.3


def test_a_refresh_takes_only_so_much(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_BYTES", 3)
    server = Server(a=gives(b"aaaa"), b=gives(b"b"))
    both = acme(*({"url": server.url(path), "file": f"{path}.csv"} for path in "ab"))
    first, second = fetch_all(here, both)
    assert (first.outcome, second.outcome) == ("new", "failed")
    assert "waits for the next one" in (second.reason or "")


def test_what_is_asked_is_told_at_once(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 5)
    server = Server(a=gives(b"too long"))
    lines: list[str] = []
    (answer,) = fetch_each(here, acme({"url": server.url("a"), "file": "a.csv"}), lines.append)
    assert lines == [f"{NAME}: asking {server.url('a')}"]
    assert "more than 5 bytes" in (answer.reason or "")
    assert not list(Path(here.inbox).rglob("*.csv"))
