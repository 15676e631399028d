"""One page or file: asked for only if it has changed, saved if its content is new."""

import re
from collections.abc import Sequence

from pipelines.landing.address import Address
from pipelines.landing.errand import Errand, Got
from pipelines.landing.versions import FILE, Versions


def fetch(errand: Errand, address: Address) -> Got:
    """Ask one address; nothing new if the content is the one that is held."""
    last = errand.held(address)
    if last is not None and (days := errand.age_days(last)) < address.every_days:
        return Got(note=f"fetched {days} days ago, and is asked every {address.every_days} days")
    held = last.read_bytes() if last is not None else None
    versions = Versions(errand.settings.data / FILE)
    page = errand.ask(address, address.url, versions.of(address.url, held))
    if page.content is None:
        return Got()
    if held is not None and _bare(held, address.ignore) == _bare(page.content, address.ignore):
        versions.remember(address.url, page.validators, held)
        return Got()
    got = errand.save(address, page.content)
    versions.remember(address.url, page.validators, page.content)
    return got


def _bare(content: bytes, ignore: Sequence[str]) -> bytes:
    """A page without what changes although nothing was published, such as counts of views."""
    for pattern in ignore:
        content = re.sub(pattern.encode(), b"", content)
    return content
