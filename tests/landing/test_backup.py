"""Copies of the archive: incremental, verified, and enough to bring the archive back."""

import shutil
from pathlib import Path

import pytest

from pipelines.landing import backup as module
from pipelines.landing.archive import Archive
from pipelines.landing.backup import FOLDER, BackupError, backup, restore
from pipelines.landing.withdrawal import bring_back, withdraw, withdrawn
from pipelines.settings import Settings
from tests.running import ledger_here

SOURCE = "news_articles"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of three documents; two of them are of one source."""
    archive = Archive(tmp_path / "data" / "archive")
    for number in range(3):
        land(archive, f"post {number}", tmp_path)
    return archive.folder


def land(archive: Archive, text: str, folder: Path) -> None:
    file = folder / f"{text}.txt"
    file.write_text(text)
    archive.land(file, SOURCE, f"inbox/{SOURCE}/{file.name}", None, None)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def bytes_file(folder: Path) -> Path:
    return next(path for path in sorted(folder.glob("??/*")) if "." not in path.name)


def test_a_backup_holds_the_archive_and_is_incremental(archive, tmp_path):
    target = tmp_path / "backup"
    assert backup(archive, target).copied == 6
    assert files(target / FOLDER) == files(archive)
    land(Archive(archive), "post 4", tmp_path)
    again = backup(archive, target)
    assert (again.copied, again.kept) == (2, 6)
    assert files(target / FOLDER) == files(archive)


def test_an_archive_comes_back_from_its_backup(archive, tmp_path):
    before = files(archive)
    backup(archive, tmp_path / "backup")
    shutil.rmtree(archive)
    assert restore(tmp_path / "backup", archive).copied == 6
    assert files(archive) == before


def test_damaged_bytes_come_back_and_what_is_new_stays(archive, tmp_path):
    backup(archive, tmp_path / "backup")
    land(Archive(archive), "post 4", tmp_path)
    before = files(archive)
    bytes_file(archive).write_bytes(b"rotten")
    assert restore(tmp_path / "backup", archive).copied == 1
    assert files(archive) == before


def test_damaged_bytes_never_replace_an_intact_copy(archive, tmp_path):
    backup(archive, tmp_path / "backup")
    before = files(tmp_path / "backup")
    damaged = bytes_file(archive)
    damaged.write_bytes(b"rotten")
    assert backup(archive, tmp_path / "backup").copied == 0
    assert files(tmp_path / "backup") == before

    with pytest.raises(BackupError, match=f"1 damaged files were not copied: {damaged}; 5 others"):
        backup(archive, tmp_path / "another")


def test_a_damaged_copy_is_made_again(archive, tmp_path):
    backup(archive, tmp_path / "backup")
    bytes_file(tmp_path / "backup" / FOLDER).write_bytes(b"")
    assert backup(archive, tmp_path / "backup").copied == 1
    assert files(tmp_path / "backup" / FOLDER) == files(archive)


def test_a_copy_that_comes_out_different_is_refused(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(
        module.shutil, "copyfileobj", lambda source, target, _: target.write(source.read()[:-1])
    )
    with pytest.raises(BackupError, match="came out different"):
        backup(archive, tmp_path / "backup")
    assert files(tmp_path / "backup") == {}


@pytest.mark.parametrize("inside", [".", "copies"])
def test_a_backup_inside_the_archive_is_refused(archive, inside):
    with pytest.raises(BackupError, match="is inside the archive"):
        backup(archive, archive / inside)


def test_nothing_to_keep_and_nothing_to_restore_are_said(tmp_path):
    with pytest.raises(BackupError, match="nothing has landed"):
        backup(tmp_path / "archive", tmp_path / "backup")
    with pytest.raises(BackupError, match="no backup"):
        restore(tmp_path / "backup", tmp_path / "archive")


def test_the_commands_copy_and_bring_back(archive, tmp_path, capsys):
    data = archive.parent
    before = files(archive)
    made = ledger_here(capsys, data, "backup", "--to", str(tmp_path / "backup"))
    assert (made.returncode, made.stdout[:15]) == (0, "6 files copied ")
    bytes_file(archive).unlink()
    wrong = ledger_here(capsys, data, "verify")
    assert wrong.returncode == 1
    assert "are gone; restore it: `ledger restore --from DIR`" in wrong.stdout
    back = ledger_here(capsys, data, "restore", "--from", str(tmp_path / "backup"))
    assert (back.returncode, back.stdout[:16]) == (0, "1 files restored")
    assert files(archive) == before
    assert ledger_here(capsys, data, "verify").returncode == 0


def test_a_missing_backup_is_named(archive, tmp_path, capsys):
    ran = ledger_here(capsys, archive.parent, "restore", "--from", str(tmp_path / "nowhere"))
    assert ran.returncode == 1
    assert f"{tmp_path / 'nowhere'}" in ran.stderr
    assert Settings(data=archive.parent).archive == archive


def test_a_document_that_was_brought_back_stays_when_a_backup_is_restored(archive, tmp_path):
    ledger, target = Archive(archive), tmp_path / "backup"
    withdraw(ledger, "post 1.txt", "a forged post")
    backup(archive, target)
    bring_back(ledger, "post 1.txt")
    restore(target, archive)
    assert list(withdrawn(ledger)) == []
    assert len(list(ledger.sidecars())) == 3


def test_a_withdrawal_comes_back_with_the_archive_and_so_does_its_undoing(archive, tmp_path):
    ledger, target = Archive(archive), tmp_path / "backup"
    withdraw(ledger, "post 1.txt", "a forged post")
    backup(archive, target)
    shutil.rmtree(archive)
    restore(target, archive)
    assert [one.reason for one in withdrawn(ledger)] == ["a forged post"]
    bring_back(ledger, "post 1.txt")
    backup(archive, target)
    shutil.rmtree(archive)
    restore(target, archive)
    assert list(withdrawn(ledger)) == []
    withdraw(ledger, "post 1.txt", "forged after all")
    restore(target, archive)
    assert [one.reason for one in withdrawn(ledger)] == ["forged after all"]
