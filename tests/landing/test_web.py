"""What a publisher's server can do to the ledger, tried on servers of the test's own."""

import contextlib
import socket
import time

import pytest

from pipelines.landing import web
from pipelines.landing.address import Address
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.landing.fetch import Answer, fetch_all
from pipelines.settings import Settings
from tests.landing.servers import Handler, Server, gives

NAME = "ukraine_air_force"


def source(url: str, **more: object) -> dict[str, Declaration]:
    """A source with one address on the test's own server."""
    address = Address.model_validate(
        {"url": url, "file": "channel.html", "allow_private": True, **more}
    )
    return {NAME: all_sources()[NAME].model_copy(update={"fetch": [address]})}


def fetched(here: Settings, url: str, **more: object) -> Answer:
    (answer,) = fetch_all(here, source(url, **more))
    return answer


def failed(here: Settings, url: str, **more: object) -> str:
    """Why nothing could be had; nothing was written either."""
    answer = fetched(here, url, **more)
    assert answer.outcome == "failed"
    assert answer.reason is not None
    assert url in answer.reason
    assert not list(here.inbox.rglob("*.html"))
    return answer.reason


def drip(handler: Handler) -> None:
    """A byte now and then, until nobody listens."""
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.05)


def drips(handler: Handler) -> None:
    """An answer that never ends and never pauses long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    drip(handler)


def drips_headers(handler: Handler) -> None:
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    drip(handler)


@pytest.mark.parametrize("slow", [drips, drips_headers], ids=["body", "headers"])
def test_an_answer_that_drips_ends_at_the_total_limit(here, monkeypatch, slow):
    monkeypatch.setattr(web, "TOTAL_SECONDS", 0.5)
    started = time.monotonic()
    reason = failed(here, Server(page=slow).url())
    assert time.monotonic() - started < 5
    assert "within 0.5 seconds" in reason


def test_a_redirect_within_the_host_is_followed(here):
    server = Server(page=gives(b"", 302, Location="/other"), other=gives(b"<p>post</p>"))
    assert fetched(here, server.url()).outcome == "new"


def test_a_redirect_to_another_host_is_not_followed(here):
    other = Server(secret=gives(b"a key"))
    elsewhere = other.url("secret").replace("127.0.0.1", "localhost")
    server = Server(page=gives(b"", 302, Location=elsewhere))
    assert "not a declared host" in failed(here, server.url())
    assert other.asked == []


def test_a_redirect_to_a_declared_host_is_followed(here):
    other = Server(page=gives(b"<p>post</p>"))
    elsewhere = other.url().replace("127.0.0.1", "localhost")
    server = Server(page=gives(b"", 302, Location=elsewhere))
    assert fetched(here, server.url(), hosts=["localhost"]).outcome == "new"


def test_redirects_for_ever_end(here):
    server = Server(page=gives(b"", 302, Location="/page"))
    assert "redirects" in failed(here, server.url())
    assert len(server.asked) == web.MOST_REDIRECTS + 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_private_address_is_not_asked_without_an_allowance(here, host):
    server = Server(page=gives(b"a key"))
    url = server.url().replace("127.0.0.1", host)
    assert "not a public address" in failed(here, url, allow_private=False)
    assert server.asked == []


def go_through(proxy: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a proxy for all plain requests of this process."""
    monkeypatch.setenv("HTTP_PROXY", proxy.url(""))
    monkeypatch.setenv("http_proxy", proxy.url(""))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")


@pytest.mark.parametrize("target", ["http://127.0.0.1/key", "http://localhost/key"])
def test_behind_a_proxy_a_redirect_to_a_private_address_is_refused(here, monkeypatch, target):
    page = "http://publisher.invalid/page"
    proxy = Server(**{page: gives(b"moved", 302, Location=target)})
    go_through(proxy, monkeypatch)
    hosts = ["127.0.0.1", "localhost"]
    assert "not a public address" in failed(here, page, allow_private=False, hosts=hosts)
    assert "not a declared host" in failed(here, page, allow_private=False)
    assert {path for path, _ in proxy.asked} == {page}


def test_behind_a_proxy_a_name_that_is_private_here_is_refused(here, monkeypatch):
    proxy = Server(**{"http://publisher.invalid/page": gives(b"<p>post</p>")})
    go_through(proxy, monkeypatch)
    for host in ("127.0.0.1", "localhost", "10.0.0.1"):
        reason = failed(here, f"http://{host}/page", allow_private=False)
        assert "not a public address" in reason
    assert proxy.asked == []
    unknown_here = "http://publisher.invalid/page"
    assert fetched(here, unknown_here, allow_private=False).outcome == "new"
    assert [path for path, _ in proxy.asked] == [unknown_here]


def test_a_name_that_leads_to_a_private_address_is_not_asked(here, monkeypatch):
    server = Server(page=gives(b"a key"))
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    reason = failed(here, f"http://example.org:{server.server_port}/page", allow_private=False)
    assert "169.254.169.254" in reason


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:99999999/", "http://[foo/", "http://" + "a" * 300 + ".example/",
     "http://xn--\udcff.example/", "http://.example/", "http://127.0.0.1:1/[red]x[/red]"],
    ids=["port", "bracket", "long", "surrogate", "dot", "markup"],
)  # fmt: skip
def test_an_address_that_is_none_is_recorded_and_stops_no_other(here, url):
    server = Server(page=gives(b"<p>post</p>"))
    broken = Address.model_construct(
        url=url, file="broken.html", hosts=[], allow_private=True, ignore=[]
    )
    (good,) = source(server.url())[NAME].fetch
    both = all_sources()[NAME].model_copy(update={"fetch": [broken, good]})
    first, second = fetch_all(here, {NAME: both})
    assert (first.outcome, second.outcome) == ("failed", "new")
    assert first.reason
    assert first.reason.encode()  # half a surrogate pair would stop the table that keeps it


def test_an_empty_answer_is_refused(here):
    assert "empty" in failed(here, Server(page=gives(b" \n")).url())


def test_a_page_is_asked_for_only_if_it_has_changed(here):
    modified = "Thu, 05 Feb 2026 07:12:00 GMT"
    server = Server(page=gives(b"<p>post</p>", ETag='"v1"', Last_Modified=modified))
    assert fetched(here, server.url()).outcome == "new"
    server.paths["page"] = gives(b"", 304)
    assert fetched(here, server.url()).outcome == "unchanged"
    _, headers = server.asked[-1]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == modified


def test_validators_are_not_sent_when_the_page_they_belong_to_is_gone(here):
    server = Server(page=gives(b"<p>post</p>", ETag='"v1"'))
    fetched(here, server.url())
    for file in here.inbox.rglob("*.html"):
        file.unlink()
    assert fetched(here, server.url()).outcome == "new"
    assert "If-None-Match" not in server.asked[-1][1]


def test_a_damaged_memory_of_versions_costs_one_full_answer(here):
    server = Server(page=gives(b"<p>post</p>", ETag='"v1"'))
    fetched(here, server.url())
    (here.data / "fetched.json").write_bytes(b"\0{")
    assert fetched(here, server.url()).outcome == "unchanged"
    assert fetched(here, server.url()).outcome == "unchanged"
    assert server.asked[-1][1]["If-None-Match"] == '"v1"'


def test_counts_of_views_and_reactions_make_no_new_document(here):
    (declared, *_) = all_sources()[NAME].fetch
    assert isinstance(declared, Address)

    def page(views: str, post: str) -> bytes:
        return (
            f'<div class="tgme_widget_message" data-view="{views}token"><p>{post}</p>'
            f'<span class="tgme_reaction"><i><b>x</b></i>{views}</span>'
            f'<span class="tgme_widget_message_views">{views}</span></div>'
        ).encode()

    server = Server(page=gives(page("12.3K", "183 drones")))
    ignore = declared.ignore
    assert fetched(here, server.url(), ignore=ignore).outcome == "new"
    server.paths["page"] = gives(page("12.4K", "183 drones"))
    assert fetched(here, server.url(), ignore=ignore).outcome == "unchanged"
    server.paths["page"] = gives(page("12.4K", "184 drones"))
    time.sleep(1)  # a file is named by its second
    assert fetched(here, server.url(), ignore=ignore).outcome == "new"
    assert len(list(here.inbox.rglob("*.html"))) == 2
