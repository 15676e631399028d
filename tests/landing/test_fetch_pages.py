"""An API that answers in pages: one file with one header, and downloads that were interrupted."""

import os

from pipelines.settings import Settings
from tests.landing.acme import PAGES, fetched, paged, saved
from tests.landing.servers import gives


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
