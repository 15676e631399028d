"""Addresses at which sources publish, as `fetch` of a defs.yaml declares them.

    url        one page or file, asked for only if it has changed
    series     one file a day: an address with `{date}`
    manifest   a list of files with their SHA-256; only what changed is downloaded
    list       a list of files with their size and MD5; files that are not held are downloaded
    pages      an API that answers page by page: an address with `{page}`

How they are asked does not belong here (fetch.py).
"""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Web = Annotated[str, Field(pattern=r"^https?://")]


class Declared(BaseModel):
    """A part of a declaration; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Key(Declared):
    """The user's own credentials for an address: names of environment variables, never values.

    `user` and `secret` are sent as HTTP Basic; with `token_url` they are exchanged there for a
    bearer token (OAuth, grant type password, under `client_id`).
    """

    user: str
    secret: str
    token_url: Web | None = None
    client_id: str | None = None

    def values(self) -> tuple[str, str] | None:
        """User and secret; null unless both variables are set."""
        user, secret = (os.environ.get(name, "") for name in (self.user, self.secret))
        return (user, secret) if user and secret else None


class Place(Declared):
    """What every kind of address has: the file name to save its content under, and its limits.

    `hosts`: other hosts that redirects may lead to; `allow_private`: the address may be in a
    private network; `key`: credentials, without which the address is not asked.
    """

    file: Annotated[str, Field(pattern=r"^\w[\w-]*\.\w+$")]
    hosts: list[str] = []
    allow_private: bool = False
    key: Key | None = None

    @property
    def stem(self) -> str:
        return Path(self.file).stem

    @property
    def suffix(self) -> str:
        return Path(self.file).suffix


class Address(Place):
    """One page or file. `ignore`: patterns of what changes although nothing is published.

    `every_days`: days between two copies, for a large file of which each copy repeats the rows of
    the one before.
    """

    url: Web
    ignore: list[str] = []
    every_days: Annotated[int, Field(ge=0)] = 0


class Series(Place):
    """One file a day from `since` on; a day without a file is passed over.

    The file of a day is saved as `<stem>_<date>`, so that it is known from that day where the
    source reads dates of file names.
    """

    series: Annotated[str, Field(pattern=r"^https?://.*\{date\}")]
    since: date

    @property
    def url(self) -> str:
        return self.series


class Manifest(Place):
    """The file named `file` beside a manifest, a JSON document that gives its SHA-256."""

    manifest: Web

    @property
    def url(self) -> str:
        """Address of the file."""
        return self.manifest.rpartition("/")[0] + "/" + self.file


class Listed(Place):
    """The files of a list whose names match `names`; each is saved as `<stem>_<its name>`."""

    list: Web
    names: str

    @property
    def url(self) -> str:
        return self.list


class Pages(Place):
    """CSV in pages of `rows` rows, numbered from 1; a shorter page is the last."""

    pages: Annotated[str, Field(pattern=r"^https?://.*\{page\}")]
    rows: Annotated[int, Field(gt=0)]

    @property
    def url(self) -> str:
        return self.pages


KINDS = ("series", "manifest", "list", "pages")
"""Keys that only one kind of address has; without them it is one page or file."""


def _kind(declared: Any) -> str:
    """Which kind of address is declared."""
    names = declared if isinstance(declared, dict) else type(declared).model_fields
    return next((kind for kind in KINDS if kind in names), "url")


AnyAddress = Annotated[
    Annotated[Address, Tag("url")]
    | Annotated[Series, Tag("series")]
    | Annotated[Manifest, Tag("manifest")]
    | Annotated[Listed, Tag("list")]
    | Annotated[Pages, Tag("pages")],
    Discriminator(_kind),
]
"""One entry under `fetch`."""
