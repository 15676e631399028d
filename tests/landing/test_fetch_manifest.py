"""A file that a manifest lists is downloaded if its hash has changed."""

import hashlib
import json
import time

import pytest

from pipelines.landing.fetch_manifest import listed
from pipelines.landing.web import Refused
from pipelines.settings import Settings
from tests.landing.acme import fetched, saved
from tests.landing.servers import Server, gives


def manifest_of(**files: bytes) -> bytes:
    """A manifest as the drone observatory's store has it: size and SHA-256 of each file."""
    return json.dumps(
        {
            "ficheros": {
                name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in files.items()
            }
        }
    ).encode()


def test_of_a_manifest_only_what_has_changed_is_downloaded(here: Settings) -> None:
    first, second = b'{"ataques": []}', b'{"ataques": [1]}'
    server = Server(**{"m.json": gives(manifest_of(**{"u.json": first})), "u.json": gives(first)})
    address = {"manifest": server.url("m.json"), "file": "u.json"}
    assert fetched(here, **address).outcome == "new"
    assert list(saved(here).values()) == [first]
    assert fetched(here, **address).outcome == "unchanged"
    assert [path for path, _ in server.asked] == ["/m.json", "/u.json", "/m.json"]
    server.paths |= {"m.json": gives(manifest_of(**{"u.json": second})), "u.json": gives(second)}
    time.sleep(1)  # a file is named by its second
    assert fetched(here, **address).outcome == "new"
    assert list(saved(here).values()) == [first, second]


def test_a_file_that_is_not_the_one_in_the_manifest_is_not_saved(here: Settings) -> None:
    server = Server(**{"m.json": gives(manifest_of(**{"u.json": b"a"})), "u.json": gives(b"b")})
    answer = fetched(here, manifest=server.url("m.json"), file="u.json")
    assert answer.outcome == "failed"
    assert "the manifest lists" in (answer.reason or "")
    assert saved(here) == {}


@pytest.mark.parametrize(
    ("manifest", "words"),
    [(b"<html>", "not JSON"), (b"{}", "lists 0 hashes"), (b'{"u.json": {"sha256": "1"}}', "0")],
)
def test_a_manifest_that_lists_no_such_file_is_refused(manifest: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        listed(manifest, "u.json")


@pytest.mark.parametrize("form", ["as_keys", "as_rows", "bare", "paths"])
def test_a_hash_is_found_beside_the_name_of_its_file(form: str) -> None:
    sha256 = "ab" * 32
    forms = {
        "as_keys": {"files": {"u.json": {"sha256": sha256}, "v.json": {"sha256": "cd" * 32}}},
        "as_rows": [{"name": "u.json", "hash": f"sha256:{sha256}"}, {"name": "v.json"}],
        "bare": {"u.json": sha256.upper(), "v.json": "cd" * 32},
        "paths": {
            "publicacion/historial/2026-10-04/u.json": {"sha256": "ef" * 32},
            "publicacion/u.json": {"sha256": sha256},
            "publicacion/v.json": {"sha256": "cd" * 32},
        },
    }
    assert listed(json.dumps(forms[form]).encode(), "u.json") == sha256
