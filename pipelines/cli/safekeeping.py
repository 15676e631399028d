"""The commands that keep the data safe: verify, backup, restore.

What is verified and how files are copied does not belong here (publication/verify.py,
landing/backup.py).
"""

from pathlib import Path

from pipelines.cli.output import fail

WELL, PROBLEMS, BUSY = 0, 1, 75


def verify(*, deep: bool = False) -> int:
    """Check archive, build file and publication against their hashes; exits 1 where one is wrong.

    Example: `ledger verify`, `ledger verify --deep`

    Parameters
    ----------
    deep
        Also rebuild everything from the archive, in a folder of its own that is deleted afterwards,
        and compare every published table with the rebuilt one. Takes as long as a first refresh.
    """
    from pipelines.publication.verify import verify as run
    from pipelines.settings import Settings

    here = Settings()
    problems = run(here)
    if deep and not problems:
        from pipelines.cli.rebuild import RebuildError, rebuild_differences

        try:
            problems = rebuild_differences(here)
        except RebuildError as error:
            return fail(str(error))
    for problem in problems:
        print(f"{problem.about}: {problem.says}")
    if not problems:
        print(f"{here.data}: archive, build file and publication are intact")
    return PROBLEMS if problems else WELL


def backup(*, to: Path) -> int:
    """Copy what the archive has and the backup lacks, and verify every copy.

    Example: `ledger backup --to /mnt/backup/ledger`

    Parameters
    ----------
    to
        Folder of the backup; it is made where it is missing.
    """
    from pipelines.landing.backup import BackupError
    from pipelines.landing.backup import backup as run
    from pipelines.settings import Settings

    try:
        done = run(Settings().archive, to)
    except (BackupError, OSError) as error:
        return fail(str(error))
    print(f"{done.copied} files copied ({done.size:,} bytes), {done.kept} already there: {to}")
    return WELL


def restore(*, from_: Path) -> int:
    """Bring back what the archive lacks or holds damaged; `ledger refresh` then makes the rest.

    Example: `ledger restore --from /mnt/backup/ledger`

    Parameters
    ----------
    from_
        Folder of the backup.
    """
    from pipelines.landing.backup import BackupError
    from pipelines.landing.backup import restore as run
    from pipelines.settings import Settings
    from pipelines.warehouse.build import BuildBusy, Warehouse

    here = Settings()
    try:
        with Warehouse.of(here):
            done = run(from_, here.archive)
    except BuildBusy as error:
        fail(str(error))
        return BUSY
    except (BackupError, OSError) as error:
        return fail(str(error))
    print(f"{done.copied} files restored, {done.kept} were there; now run `ledger refresh`")
    return WELL
