"""Files that a list names, each on a line with its size, its MD5 and its address, as GDELT does.

A file is asked for once: its name says which quarter of an hour it holds, and it never changes.
"""

import hashlib
import re
from typing import NamedTuple

import httpx

from pipelines.landing.address import Listed
from pipelines.landing.archive import place
from pipelines.landing.errand import Errand, Got
from pipelines.landing.pace import Enough
from pipelines.landing.web import Refused

LINE = re.compile(r"(\d+) ([0-9a-f]{32}) (https?://\S+/([\w][\w.-]*))")


class ListedFile(NamedTuple):
    """A file of a list: its address, its name, its size in bytes and its MD5 in hexadecimal."""

    address: str
    name: str
    size: int
    md5: str


def fetch(errand: Errand, declared: Listed) -> Got:
    """Ask for the list, and for those of its files that are not held.

    Files beyond this refresh's limits wait for the next one. Raises `Refused` for a list of another
    form, for one without a file of the wanted name, for a file on a host that is not declared, and
    for a file of other content than listed.
    """
    file, size = None, 0
    for one in listed(errand.ask(declared, declared.url).content or b"", declared):
        target = errand.folder / f"{declared.stem}_{one.name}"
        if target.exists():
            continue
        if httpx.URL(one.address).host not in {httpx.URL(declared.url).host, *declared.hosts}:
            raise Refused(f"{declared.url} lists {one.address}, which is on a host not declared")
        try:
            content = errand.ask(declared, one.address).content or b""
        except Enough as error:
            return Got(file, size, f"from {one.name} on: {error}")
        found = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if (len(content), found) != (one.size, one.md5):
            raise Refused(
                f"{one.address} has {len(content)} bytes and MD5 {found}, the list says {one.size} "
                f"and {one.md5}; it is asked again by the next refresh"
            )
        place(target, content)
        file, size = target, size + len(content)
    return Got(file, size)


def listed(content: bytes, declared: Listed) -> list[ListedFile]:
    """The files of a list whose name matches; raises `Refused`."""
    lines = content.decode("utf-8", "replace").split("\n")
    wanted = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = LINE.fullmatch(line.strip())
        if found is None:
            raise Refused(
                f"line {number} of {declared.url} is {line[:100]!r}, not a size, an MD5 and an "
                "address"
            )
        if re.search(declared.names, found[4]):
            wanted.append(ListedFile(found[3], found[4], int(found[1]), found[2]))
    if not wanted:
        raise Refused(f"{declared.url} lists no file whose name matches {declared.names}")
    return wanted
