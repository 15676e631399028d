"""SIGKILL at every file operation of landing and publishing, and at any instant of a refresh."""

import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.landing.archive import Archive, read_record, sha256_of
from pipelines.landing.group import FEW
from pipelines.publication.manifest import intact_publication
from pipelines.settings import Settings
from tests.campaign import FULL
from tests.running import LEDGER, apart, refresh_apart

KILLS = 100 if FULL else 1
"""Random instants of a refresh at which it is killed."""

EVERY = 1 if FULL else 80
"""Of the file operations, which are tried: every one, or every eightieth."""

HARNESS = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path

    from pipelines.landing.declaration import all_sources
    from pipelines.landing.inbox import land_files
    from pipelines.publication.publish import publish_unchecked
    from pipelines.publication.replace import repair
    from pipelines.settings import Settings
    from pipelines.warehouse.build import Warehouse

    moments, kill_at = 0, 0

    def moment():
        global moments
        moments += 1
        if moments == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(real):
        def call(*arguments, **options):
            moment()
            try:
                return real(*arguments, **options)
            finally:
                moment()
        return call

    def work(what, settings):
        for name in ("open", "replace", "rename", "link", "unlink", "fsync"):
            setattr(os, name, watched(getattr(os, name)))
        if what == "land":
            land_files(settings, all_sources())
        else:
            with Warehouse.open(settings.build) as warehouse:
                repair(settings)
                publish_unchecked(warehouse, settings)
        print(moments, flush=True)

    all_sources()
    for line in sys.stdin:
        what, number, data = line.rstrip("\\n").split(" ", 2)
        kill_at = int(number)
        child = os.fork()
        if child == 0:
            work(what, Settings(data=Path(data)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)
    """
)
"""Lands or publishes for each line of input, in a copy of itself that it kills right before or
right after one file operation. The copies save the seconds that imports take."""


class Harness:
    """The harness in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HARNESS],
            env=apart(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, work: str, data: Path, kill_at: int = 0) -> tuple[int, int]:
        """`work` over a data folder, killed at one moment; at 0 it runs to its end.

        Returns how it ended, and the number of moments that it had if it was not killed.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{work} {kill_at} {data}\n")
        self._process.stdin.flush()
        moments = 0
        for line in self._process.stdout:
            if line.startswith("ended "):
                return int(line.split()[1]), moments
            moments = int(line)
        raise AssertionError("the harness has ended")

    def moments(self, work: str, data: Path) -> range:
        """Numbers of the moments to be killed at, from a run that is not."""
        ended, moments = self.run(work, data)
        assert ended == 0
        assert moments > 0
        return range(1, moments + 1, EVERY)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[Harness]:
    started = Harness(tmp_path)
    yield started
    started.close()


def drop(here: Settings, count: int) -> list[Path]:
    """Posts of two channels in the inbox."""
    files = []
    for number in range(count):
        source = ("ukraine_air_force", "russian_defence_ministry")[number % 2]
        file = here.inbox / source / f"post_{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"2025-01-{number % 28 + 1:02}\n\nNo figures in post {number}.\n")
        files.append(file)
    return files


def documents(archive: Archive) -> list[tuple[str, str]]:
    """Id and hash of every document of an archive."""
    records = [read_record(sidecar) for sidecar in archive.sidecars()]
    return sorted((record.document_id, record.sha256) for record in records)


@pytest.mark.parametrize("count", [4, FEW + 6])
def test_landing_killed_at_any_file_operation_loses_and_doubles_nothing(
    tmp_path: Path, harness: Harness, count: int
) -> None:
    """For many files, landing waits for the disk in another way than for few."""
    whole = Settings(data=tmp_path / "whole")
    files = drop(whole, count)
    moments = harness.moments("land", whole.data)
    expected = documents(Archive(whole.archive))
    assert len(expected) >= len(files)
    for kill_at in moments[:: max(1, count // 20)]:
        here = Settings(data=tmp_path / f"killed_{kill_at}")
        drop(here, count)
        assert harness.run("land", here.data, kill_at)[0] == -signal.SIGKILL
        archive = Archive(here.archive)
        for _, sha256 in documents(archive):
            assert sha256_of(archive.path(sha256)) == sha256, kill_at
        assert harness.run("land", here.data)[0] == 0
        assert documents(archive) == expected, kill_at
        shutil.rmtree(here.data)


def test_publishing_killed_at_any_file_operation_leaves_a_whole_publication(
    golden: Settings, tmp_path: Path, harness: Harness
) -> None:
    here = Settings(data=tmp_path / "published")
    shutil.copytree(golden.data, here.data, ignore=shutil.ignore_patterns("archive"))
    rows = claims_in(here)
    for kill_at in harness.moments("publish", here.data):
        assert harness.run("publish", here.data, kill_at)[0] == -signal.SIGKILL
        assert claims_in(here) == rows, kill_at
    assert harness.run("publish", here.data)[0] == 0
    assert intact_publication(here) is not None
    assert not list(here.data.glob(".*.new"))


def claims_in(here: Settings) -> int:
    """Claims of strikes in the publication, which must open."""
    with duckdb.connect(str(here.warehouse), read_only=True) as connection:
        [(count,)] = connection.execute("select count(*) from claims.strikes").fetchall()
    return count


def test_a_refresh_killed_at_any_instant_is_repaired_by_the_next(
    golden_copy: Settings, tmp_path: Path
) -> None:
    here, draw = golden_copy, random.Random(2026)
    before = claims_in(here)
    drop(here, 4)
    for number in range(KILLS):
        started = subprocess.Popen(
            [LEDGER, "refresh"],
            env=apart(here.data),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(draw.uniform(0.5, 30 if FULL else 5))
        started.kill()
        assert started.wait() in (-signal.SIGKILL, 0), number
        assert claims_in(here) == before, number
        if number % 20 == 19:
            refresh_apart(here.data)
            (here.inbox / "ukraine_air_force" / f"more_{number}.txt").write_text(
                f"2025-02-01\n\nNo figures after {number + 1} kills.\n"
            )
    if FULL:
        refresh_apart(here.data)
        fresh = Settings(data=tmp_path / "fresh")
        shutil.copytree(here.archive, fresh.archive)
        refresh_apart(fresh.data)
        assert rows_of(fresh) == rows_of(here)


def rows_of(here: Settings) -> dict[str, int]:
    """Rows of every table of claims, links, events and marts."""
    with duckdb.connect(str(here.warehouse), read_only=True) as connection:
        return dict(
            connection.execute(
                "select concat(schema_name, '.', table_name), row_count from dictionary "
                "where position = 0 and schema_name in ('claims', 'links', 'events', 'marts')"
            ).fetchall()
        )
