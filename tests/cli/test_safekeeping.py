"""The commands that keep the data safe exit with a code and say what to do."""

from pathlib import Path

import pytest

from pipelines.landing.archive import Archive
from tests.running import ledger_here


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one document."""
    data = tmp_path / "data"
    file = tmp_path / "post.txt"
    file.write_text("a post")
    uri = "inbox/news_articles/post.txt"
    Archive(data / "archive").land(file, "news_articles", uri, None, None)
    return data


def test_what_is_lost_is_named_and_comes_back_from_a_backup(data, tmp_path, capsys) -> None:
    to = str(tmp_path / "backup")
    made = ledger_here(capsys, data, "backup", "--to", to)
    assert (made.returncode, made.stdout[:15]) == (0, "2 files copied ")
    again = ledger_here(capsys, data, "backup", "--to", to)
    assert again.stdout == f"0 files copied (0 bytes), 2 already there: {to}\n"
    (content,) = [path for path in data.glob("archive/??/*") if "." not in path.name]
    content.unlink()
    wrong = ledger_here(capsys, data, "verify")
    assert wrong.returncode == 1
    assert "inbox/news_articles/post.txt" in wrong.stdout
    back = ledger_here(capsys, data, "restore", "--from", to)
    assert (back.returncode, back.stdout) == (
        0, "1 files restored, 1 were there; now run `ledger refresh`\n",
    )  # fmt: skip
    well = ledger_here(capsys, data, "verify")
    assert well.stdout == f"{data}: archive, build file and publication are intact\n"


def test_a_missing_backup_and_an_unproven_rebuild_are_errors(data, tmp_path, capsys) -> None:
    lost = ledger_here(capsys, data, "restore", "--from", str(tmp_path / "nowhere"))
    assert lost.returncode == 1
    assert "nowhere" in lost.stderr
    deep = ledger_here(capsys, data, "verify", "--deep")
    assert deep.returncode == 1
    assert "run `ledger refresh` first" in deep.stderr
