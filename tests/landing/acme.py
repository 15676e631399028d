"""A made-up publisher's source, with addresses on a test's own server."""

from collections.abc import Mapping

from pipelines.landing.declaration import Declaration
from pipelines.landing.fetch import Answer, fetch_all
from pipelines.settings import Settings
from tests.landing.servers import Server, gives
from tests.sources import declared

NAME = "acme"

PAGES = (b'id,note\n1,"a\nb"\n2,c\n', b"id,note\n3,d\n4,e\n", b"id,note\n5,f\n")
"""Pages of an API, each with its header."""


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


def paged(*pages: bytes) -> Server:
    """An API that gives these pages, and a token."""
    return Server(
        token=gives(b'{"access_token": "tok-123", "expires_in": 86400}'),
        **{f"read?page={number}": gives(page) for number, page in enumerate(pages, start=1)},
    )
