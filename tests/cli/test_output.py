"""A named file is written completely or not at all; standard output comes as it is."""

import os
import re
import threading
from pathlib import Path

import pytest

from pipelines.cli.output import fail, now, text_to, written


@pytest.mark.parametrize("before", [None, b"before"])
def test_a_file_is_replaced_at_the_end(tmp_path: Path, before: bytes | None) -> None:
    out = tmp_path / "out.csv"
    if before is not None:
        out.write_bytes(before)
        out.chmod(0o640)
    with written(out) as stream:
        stream.write(b"after")
        assert (out.read_bytes() if out.exists() else None) == before
    assert out.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [out]
    if before is not None:
        assert out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("before", [None, b"before"])
def test_an_error_leaves_the_file_as_it_was(tmp_path: Path, before: bytes | None) -> None:
    out = tmp_path / "out.csv"
    if before is not None:
        out.write_bytes(before)
    with pytest.raises(RuntimeError), written(out) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "out.csv"
    link.symlink_to(tmp_path / "there" / "out.csv")
    with text_to(link) as text:
        text.write("Київ\r\n")
    assert link.is_symlink()
    assert (tmp_path / "there" / "out.csv").read_bytes() == "Київ\r\n".encode()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with written(pipe) as stream:
        stream.write(b"rows")
    reader.join()
    assert read == [b"rows"]
    assert pipe.is_fifo()


def test_without_a_file_text_goes_to_standard_output(capsys) -> None:
    with text_to(None) as text:
        text.write("rows\n")
    assert capsys.readouterr().out == "rows\n"


def test_a_failure_is_named_on_standard_error(capsys) -> None:
    assert fail("nothing is published") == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "ledger: nothing is published\n")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", now())
