"""Which version of each page came last: its validators, for conditional requests."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from pipelines.landing.archive import place
from pipelines.landing.web import Validators

FILE = "fetched.json"
"""File of the data folder that remembers the versions; it may be deleted."""


@dataclass(frozen=True)
class Versions:
    """The validators of each page that came, in one file; they hold for the content kept then."""

    path: Path

    def of(self, url: str, held: bytes | None) -> Validators:
        """Validators of the content that is held; none if it is not what they were given for."""
        known = self._all().get(url)
        if held is None or known is None or known.get("sha256") != sha256(held).hexdigest():
            return Validators()
        return Validators(known.get("etag"), known.get("last_modified"))

    def remember(self, url: str, validators: Validators, held: bytes) -> None:
        """Keep the validators of a content."""
        every = self._all()
        every[url] = {**asdict(validators), "sha256": sha256(held).hexdigest()}
        place(self.path, json.dumps(every, indent=1).encode())

    def _all(self) -> dict[str, dict[str, str | None]]:
        """What the file says; nothing if it is missing or damaged, which costs one full answer."""
        try:
            content = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}
