"""Files of a group are complete, on the disk, and named in order; or none of them is there."""

import io
import os
from pathlib import Path

import pytest

from pipelines.landing import group as groups
from pipelines.landing.group import BYTES, FEW, RECORD, Group


@pytest.fixture
def order(monkeypatch) -> list[tuple[str, str]]:
    """What was written to the disk and what got its name, in order."""
    seen: list[tuple[str, str]] = []

    def named(fresh: str, target: Path) -> None:
        seen.append(("named", target.name))
        rename(fresh, target)

    rename = os.replace
    monkeypatch.setattr(os, "replace", named)
    monkeypatch.setattr(groups, "sync", lambda path: seen.append(("synced", str(path))))
    monkeypatch.setattr(groups, "_sync_all", lambda opened: seen.append(("synced", "all")) or True)
    return seen


@pytest.mark.parametrize("pairs", [1, FEW])
def test_names_follow_the_disk_and_records_their_bytes(tmp_path, order, pairs):
    with Group(tmp_path) as group:
        for number in range(pairs):
            group.write(tmp_path / "aa" / f"{number}.json", b"{}", RECORD)
            group.write(tmp_path / "aa" / f"{number}", b"bytes", BYTES)
        assert [path for path in (tmp_path / "aa").iterdir() if path.name[0] != "."] == []
    named = [name for what, name in order if what == "named"]
    assert named == [
        *map(str, range(pairs)),
        *(f"{number}.json" for number in range(pairs)),
    ]
    kinds = [what for what, _ in order]
    first, last_bytes, first_record = kinds.index("named"), pairs, named.index("0.json")
    places = [place for place, what in enumerate(kinds) if what == "named"]
    assert set(kinds[:first]) == {"synced"}
    between = kinds[places[last_bytes - 1] + 1 : places[first_record]]
    assert between and set(between) == {"synced"}
    assert kinds[-1] == "synced"
    if pairs == 1:
        assert sum(name.startswith(f"{tmp_path}/aa/.") for _, name in order) == 2
        assert ("synced", str(tmp_path)) in order[:first]


def test_an_exception_leaves_nothing(tmp_path):
    with pytest.raises(KeyError), Group(tmp_path) as group:
        group.write(tmp_path / "aa" / "one", b"bytes", BYTES)
        raise KeyError
    assert list((tmp_path / "aa").iterdir()) == []


def test_a_dropped_file_is_left_out_and_the_others_are_there(tmp_path):
    with Group(tmp_path) as group:
        group.write(tmp_path / "one", io.BytesIO(b"first"), BYTES)
        group.write(tmp_path / "two", io.BytesIO(b"second"), BYTES)
        assert group.written(tmp_path / "one").read_bytes() == b"first"
        assert (group.files, group.size, group.size_of(tmp_path / "one")) == (2, 11, 5)
        group.drop(tmp_path / "one")
        assert not group.has(tmp_path / "one") and group.has(tmp_path / "two")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"two": b"second"}


@pytest.mark.parametrize("has_call", [True, False])
def test_many_files_are_complete_with_and_without_one_call_for_all(tmp_path, monkeypatch, has_call):
    if not has_call:
        monkeypatch.setattr(groups, "_sync_all", lambda opened: False)
    with Group(tmp_path) as group:
        for number in range(2 * FEW):
            group.write(tmp_path / f"{number % 7}" / f"{number}", b"%d" % number, BYTES)
    found = {path.name: path.read_bytes() for path in tmp_path.glob("*/*")}
    assert found == {str(number): b"%d" % number for number in range(2 * FEW)}


def test_the_folder_is_open_before_anything_is_written(tmp_path, monkeypatch):
    """The disk reports what failed since then, and nothing that failed before."""
    opened: list[tuple[int, str]] = []
    asked: list[int] = []
    really_open = os.open

    def noted(path: str | Path, *flags: int) -> int:
        opened.append((really_open(path, *flags), str(path)))
        return opened[-1][0]

    monkeypatch.setattr(os, "open", noted)
    monkeypatch.setattr(groups, "_sync_all", lambda folder: asked.append(folder) or True)
    with Group(tmp_path / "archive") as group:
        for number in range(FEW + 1):
            group.write(tmp_path / "archive" / str(number), b"bytes", BYTES)
    assert opened[0][1] == str(tmp_path / "archive")
    assert asked == [opened[0][0]]
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0][0])


def test_an_error_of_the_disk_is_raised_and_nothing_gets_its_name(tmp_path, monkeypatch):
    def broken(_path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(groups, "sync", broken)
    with pytest.raises(OSError, match="Input/output error"), Group(tmp_path) as group:
        group.write(tmp_path / "one", b"bytes", BYTES)
    assert list(tmp_path.iterdir()) == []
