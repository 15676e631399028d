"""Validators hold for the content that they were given for, and for no other."""

from pathlib import Path

import pytest

from pipelines.landing.versions import Versions
from pipelines.landing.web import Validators

URL = "https://example.org/a"
GIVEN = Validators('"v1"', "Thu, 05 Feb 2026 07:12:00 GMT")


def test_validators_are_those_of_the_content_that_is_held(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "fetched.json")
    assert versions.of(URL, b"a") == Validators()
    versions.remember(URL, GIVEN, b"a")
    versions.remember(URL + "2", Validators("other", None), b"b")
    assert Versions(versions.path).of(URL, b"a") == GIVEN
    assert versions.of(URL, b"b") == Validators()
    assert versions.of(URL, None) == Validators()
    assert versions.of(URL + "2", b"b") == Validators("other", None)


def test_a_newer_content_replaces_the_validators(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "fetched.json")
    versions.remember(URL, GIVEN, b"a")
    versions.remember(URL, Validators("new", None), b"b")
    assert (versions.of(URL, b"a"), versions.of(URL, b"b")) == (
        Validators(), Validators("new", None),
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_file_has_no_validators_and_is_written_anew(tmp_path, content: bytes) -> None:
    versions = Versions(tmp_path / "fetched.json")
    versions.path.write_bytes(content)
    assert versions.of(URL, b"a") == Validators()
    versions.remember(URL, GIVEN, b"a")
    assert versions.of(URL, b"a") == GIVEN
