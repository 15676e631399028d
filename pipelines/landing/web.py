"""One address asked over the network, within limits of time, size, hosts and addresses.

    time       `TOTAL_SECONDS` for everything, redirects and repeated attempts included
    size       `MOST_BYTES`, after decompression
    hosts      the host of the declared address, and the hosts declared beside it
    addresses  public ones: a name that leads to a loopback or private address is refused, so that
               no publisher can make the ledger ask a machine behind the user's firewall

What is asked, and what becomes of an answer, does not belong here (errand.py, fetch.py).
"""

import hashlib
import ipaddress
import socket
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from ssl import SSLContext
from typing import Any

import httpcore
import httpx
import stamina

from pipelines.paths import PROJECT

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""Seconds to wait for one part of an answer, and for a connection."""

TOTAL_SECONDS = 90.0
"""Seconds after which an address counts as not answering, however slowly it still does."""

ATTEMPTS = 3
"""How often an address is asked before it counts as not answering."""

BUSY = (429, 500, 502, 503, 504)
"""Answers after which it is worth asking again."""

MOST_BYTES = 64 << 20
"""A larger answer is refused: no page or feed comes near it."""

MOST_REDIRECTS = 5
"""How many redirects are followed."""


class Refused(ValueError):
    """An answer that is not taken, or an address that is not asked; the message says why."""


@dataclass(frozen=True)
class Validators:
    """What a publisher calls a version of a page, to be sent back when the page is asked again."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Headers of a request that asks for the page only if it has changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Request:
    """What is asked. `hosts`: other hosts that redirects may lead to.

    `headers` go only to the host of `url`. With a `form` it is a POST, which follows no redirect.
    """

    url: str
    hosts: frozenset[str] = frozenset()
    allow_private: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Page:
    """What an address gave; `content` is null if nothing has changed."""

    content: bytes | None
    validators: Validators


def ask(request: Request, known: Validators) -> Page:
    """What is at an address now; raises `Refused`, `httpx.HTTPError` and `httpx.InvalidURL`."""
    with _client(request) as client:
        return _ask(client, request, known)


def digest_of(content: bytes) -> str:
    """SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _client(request: Request) -> Iterator[httpx.Client]:
    """A client for one address, whose connections obey the limits.

    Behind a proxy, which looks names up itself, every request, redirects included, is refused if
    its name is private here. That cannot show what the proxy finds: a name that is unknown here, or
    that is another address there, is left to the proxy.
    """
    agent = {"User-Agent": f"{PROJECT}/{version(PROJECT)}"}
    host = httpx.URL(request.url).host
    if urllib.request.getproxies() and not urllib.request.proxy_bypass(host):

        def require_public(sent: httpx.Request) -> None:
            with suppress(httpcore.ConnectError):
                addresses(sent.url.host, 0, is_private_allowed=request.allow_private)

        hooks = {"request": [require_public]}
        with httpx.Client(headers=agent, timeout=TIMEOUT, event_hooks=hooks) as client:
            yield client
        return
    network = GuardedNetwork(
        time.monotonic() + TOTAL_SECONDS, is_private_allowed=request.allow_private
    )
    with httpx.Client(headers=agent, timeout=TIMEOUT, transport=Transport(network)) as client:
        yield client


def _is_passing(error: Exception) -> bool:
    """Whether asking again may help: a broken connection, or a server that says it is busy."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in BUSY
    return isinstance(error, httpx.TransportError)


@stamina.retry(on=_is_passing, attempts=ATTEMPTS)
def _ask(client: httpx.Client, request: Request, known: Validators) -> Page:
    ends_at = time.monotonic() + TOTAL_SECONDS
    asked = httpx.URL(request.url)
    hosts = {asked.host, *request.hosts}
    url = asked
    for _ in range(MOST_REDIRECTS + 1):
        if url.host not in hosts or url.scheme not in ("https", asked.scheme):
            raise Refused(f"leads to {url}, which is not a declared host ({', '.join(hosts)})")
        is_own = url.host == asked.host
        headers = {**known.headers(), **request.headers} if is_own else {}
        method = "GET" if request.form is None else "POST"
        with client.stream(method, url, headers=headers, data=request.form) as response:
            validators = Validators(
                response.headers.get("ETag"), response.headers.get("Last-Modified")
            )
            if response.status_code == httpx.codes.NOT_MODIFIED and known.headers() and is_own:
                return Page(None, known)
            if response.has_redirect_location and request.form is None:
                url = response.url.join(response.headers["Location"])
                continue
            response.raise_for_status()
            content = b"".join(_within(response.iter_bytes(), ends_at))
        if not content.strip():
            raise Refused("the answer is empty")
        return Page(content, validators)
    raise Refused(f"more than {MOST_REDIRECTS} redirects")


def _within(chunks: Iterator[bytes], ends_at: float) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise Refused(f"the answer has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > ends_at:
            raise Refused(_out_of_time())
        yield chunk


def _out_of_time() -> str:
    return f"no complete answer within {TOTAL_SECONDS:g} seconds"


class Transport(httpx.BaseTransport):
    """Sends the requests of a client of httpx over a network of httpcore."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=network
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request; errors of httpcore become those of httpx."""
        url = request.url
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _errors_of_httpx(request):
            answer = self._pool.handle_request(sent)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer, request),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer."""

    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _errors_of_httpx(self._request):
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _errors_of_httpx(request: httpx.Request) -> Iterator[None]:
    """Raise an error of httpcore as the error of the same name of httpx."""
    try:
        yield
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        named = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise named(str(error), request=request) from error


class GuardedNetwork(httpcore.NetworkBackend):
    """Connections to public addresses only, all of which end at one moment.

    The address that is checked is the one that is connected to: a name that leads elsewhere the
    second time gains nothing.
    """

    def __init__(self, ends_at: float, *, is_private_allowed: bool) -> None:
        self._ends_at = ends_at
        self._is_private_allowed = is_private_allowed
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of a host that answers; raises `Refused`."""
        last: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for found in addresses(host, port, is_private_allowed=self._is_private_allowed):
            try:
                stream = self._network.connect_tcp(
                    found, port, self.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self)
        raise last or httpcore.ConnectError(f"{host}: the name has no address")

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take; raises `Refused` when there are none."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise Refused(_out_of_time())
        return left if timeout is None else min(left, timeout)


def addresses(host: str, port: int, *, is_private_allowed: bool) -> list[str]:
    """Addresses of a host; raises `Refused` for a private one, `ConnectError` if there are none."""
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(f"{host}: {error.strerror}") from error
    found = list(dict.fromkeys(str(info[4][0]) for info in infos))
    for address in found:
        if not (is_private_allowed or ipaddress.ip_address(address).is_global):
            raise Refused(
                f"{host} leads to {address}, which is not a public address; if it is yours, "
                "declare `allow_private: true` beside the url"
            )
    return found


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends when its network's time is over."""

    def __init__(self, stream: httpcore.NetworkStream, network: GuardedNetwork) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._network.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(secured, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
