"""A file that a manifest lists with its SHA-256: downloaded only if the hash is another.

The names of a manifest's members differ between publishers, so a hash is found by its form: 64
hexadecimal digits beside the name of the file, as a key, or as a value of the same object.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pipelines.landing.address import Manifest
from pipelines.landing.archive import sha256_of
from pipelines.landing.errand import Errand, Got
from pipelines.landing.web import Refused, digest_of

SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def fetch(errand: Errand, manifest: Manifest) -> Got:
    """Ask for the manifest, and for the file if it lists another hash than that of the held file.

    Raises `Refused` for a manifest that does not list the file, and for a file that is not the one
    that it lists.
    """
    wanted = listed(errand.ask(manifest, manifest.manifest).content or b"", manifest.file)
    last = errand.held(manifest)
    if last is not None and sha256_of(last) == wanted:
        return Got()
    content = errand.ask(manifest, manifest.url).content or b""
    if digest_of(content) != wanted:
        raise Refused(
            f"{manifest.url} has SHA-256 {digest_of(content)}, the manifest lists {wanted}; "
            "it is asked again by the next refresh"
        )
    return errand.save(manifest, content)


def listed(manifest: bytes, file: str) -> str:
    """SHA-256 that a manifest gives for a file, in lower case; raises `Refused`.

    Of several members with this file name, such as copies in dated folders, the one with the
    shortest path counts.
    """
    try:
        found = sorted(set(_hashes(json.loads(manifest), file)))
    except (ValueError, RecursionError) as error:
        raise Refused(f"the manifest is not JSON: {error}") from error
    nearest = {digest for length, digest in found if length == found[0][0]}
    if len(nearest) != 1:
        raise Refused(f"the manifest lists {len(nearest)} hashes for {file}")
    return nearest.pop()


def _hashes(node: Any, file: str) -> Iterator[tuple[int, str]]:
    """Length of the path and hash beside each name of a file, anywhere in a JSON document."""
    if isinstance(node, list):
        for part in node:
            yield from _hashes(part, file)
    elif isinstance(node, dict):
        named = [value for value in node.values() if _is_named(value, file)]
        for name in named:
            yield from _digests(node, name)
        for name, part in node.items():
            if _is_named(name, file):
                yield from _digests(part, name)
            else:
                yield from _hashes(part, file)


def _is_named(name: Any, file: str) -> bool:
    return isinstance(name, str) and name.rpartition("/")[2] == file


def _digests(entry: Any, name: str) -> Iterator[tuple[int, str]]:
    values = entry.values() if isinstance(entry, dict) else [entry]
    for value in values:
        if isinstance(value, str) and SHA256.fullmatch(value.removeprefix("sha256:")):
            yield len(name), value.removeprefix("sha256:").lower()
