"""One address on its way: the file that is held, the requests, the file that is saved.

Which requests an address of each kind takes does not belong here (fetch_once.py, fetch_series.py,
fetch_manifest.py, fetch_listed.py, fetch_pages.py).
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import httpx

from pipelines.landing.address import Key, Place
from pipelines.landing.archive import place
from pipelines.landing.inbox import FETCHED, inbox_uri
from pipelines.landing.pace import Pace
from pipelines.landing.web import Page, Refused, Request, Validators, ask
from pipelines.settings import Settings, stamp

LONGEST_TOKEN = 10_000
"""Characters from which an access token is not taken for one."""


@dataclass
class Keyring:
    """Secrets of one errand, in memory only, so that messages can hide them."""

    secrets: set[str] = field(default_factory=set)
    token: str | None = None


@dataclass(frozen=True)
class Got:
    """What an address gave: its newest file, null if nothing is new, and how much came."""

    file: Path | None = None
    bytes: int = 0
    note: str | None = None


@dataclass(frozen=True)
class Errand:
    """One declared address of a source in one refresh. `say`: called before every request."""

    settings: Settings
    source: str
    pace: Pace
    say: Callable[[str], None]
    keyring: Keyring = field(default_factory=Keyring)

    @property
    def folder(self) -> Path:
        """Where the source's files are saved."""
        return self.settings.inbox / self.source / FETCHED

    @cached_property
    def today(self) -> datetime:
        return datetime.now(UTC)

    def held(self, declared: Place) -> Path | None:
        """The newest file that came from an address; null if none is there."""
        return max(self.folder.glob(f"{declared.stem}-*{declared.suffix}"), default=None)

    def age_days(self, held: Path) -> int:
        """Full days since a held file was saved, by the moment in its name."""
        saved = datetime.strptime(held.stem[-len(stamp(self.today)) :], "%Y%m%dT%H%M%SZ")
        return (self.today - saved.replace(tzinfo=UTC)).days

    def save(self, declared: Place, content: bytes) -> Got:
        """Put a content into the inbox under the moment of this errand."""
        file = self.folder / f"{declared.stem}-{stamp(self.today)}{declared.suffix}"
        place(file, content)
        return Got(file, len(content))

    def ask(self, declared: Place, url: str, known: Validators | None = None) -> Page:
        """What is at an address of this declaration now; raises what web.ask and `Pace` raise."""
        headers = self._authorization(declared, declared.key) if declared.key else {}
        return self._asked(declared, Request(url, headers=headers), known or Validators())

    def uri(self, file: Path) -> str:
        """Name of a saved file as documents have it."""
        return inbox_uri(file, self.settings)

    def _asked(self, declared: Place, request: Request, known: Validators) -> Page:
        self.pace.before(_host(request.url))
        self.say(f"{self.source}: asking {request.url}")
        page = ask(
            Request(
                request.url, frozenset(declared.hosts), declared.allow_private,
                request.headers, request.form,
            ),
            known,
        )  # fmt: skip
        self.pace.after(len(page.content or b""))
        return page

    def _authorization(self, declared: Place, key: Key) -> dict[str, str]:
        """The header that shows the user's credentials; raises `Refused` without them."""
        values = key.values()
        if values is None:
            raise Refused(f"{key.user} and {key.secret} are not set")
        user, secret = values
        self.keyring.secrets.add(secret)
        if key.token_url is None:
            word = base64.b64encode(f"{user}:{secret}".encode()).decode()
            self.keyring.secrets.add(word)
            return {"Authorization": f"Basic {word}"}
        if self.keyring.token is None:
            form = {"grant_type": "password", "username": user, "password": secret}
            if key.client_id:
                form["client_id"] = key.client_id
            page = self._asked(declared, Request(key.token_url, form=form), Validators())
            self.keyring.token = _token(page.content or b"", key.token_url)
            self.keyring.secrets.add(self.keyring.token)
        return {"Authorization": f"Bearer {self.keyring.token}"}


def _token(answer: bytes, url: str) -> str:
    """The bearer token in an answer; raises `Refused`, which does not repeat the answer."""
    try:
        token = json.loads(answer)["access_token"]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{url} gave no access_token") from error
    if not isinstance(token, str) or not token.isascii() or not 0 < len(token) < LONGEST_TOKEN:
        raise Refused(f"{url} gave an access_token that is none")
    return token


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return url
