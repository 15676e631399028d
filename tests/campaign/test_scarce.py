"""A full disk, a folder that cannot be written, little memory, a clock that was set back."""

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.paths import SOURCES
from pipelines.publication.export import export
from pipelines.publication.manifest import intact_publication
from pipelines.settings import Settings
from tests.campaign import FULL
from tests.running import LEDGER, apart, ledger, refresh_apart

only_in_full = pytest.mark.skipif(not FULL, reason="takes minutes: `make campaign`")

MEMORY = 1_500_000_000
"""Bytes of memory within which a million rows must be read."""


SNAPSHOTS = sorted((SOURCES / "massive_missile_attacks" / "sample").glob("*.csv"))[:2]

SLOW_CLOCK = textwrap.dedent(
    """
    import sys
    from datetime import datetime, timedelta
    from pathlib import Path

    from pipelines.landing import archive
    from pipelines.landing.declaration import all_sources
    from pipelines.landing.inbox import land_files
    from pipelines.paths import SOURCES
    from pipelines.settings import Settings

    class Slow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=int(sys.argv[2]))

    archive.datetime = Slow
    land_files(Settings(data=Path(sys.argv[1])), all_sources())
    """
)
"""Lands what is in the inbox by a clock that is some days slow."""


AS_FAR_AS_CLAIMS = textwrap.dedent(
    """
    import resource, sys
    from pathlib import Path

    import duckdb

    from pipelines.settings import Settings
    from tests.running import as_far_as_claims, refreshed

    here = Settings(data=Path(sys.argv[1]))
    assert refreshed(here, as_far_as_claims()).success
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    query = "select count(*) from claims.strikes where source = 'massive_missile_attacks'"
    [(claims,)] = duckdb.connect(str(here.build), read_only=True).execute(query).fetchall()
    print(claims, peak * (1 if sys.platform == "darwin" else 1024))
    """
)
"""Lands and reads a data folder; prints the claims of the table, and the peak memory in bytes."""


@pytest.fixture
def small_disk(golden: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The refreshed data folder on a file system of its own with four megabytes left."""
    folder = tmp_path / "small"
    folder.mkdir()
    used = sum(file.stat().st_size for file in golden.data.rglob("*") if file.is_file())
    options = f"size={used + (4 << 20)}"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if mounted.returncode != 0:
        pytest.skip(f"no file system may be mounted here: {mounted.stderr.strip()}")
    shutil.copytree(golden.data, folder / "data")
    yield Settings(data=folder / "data")
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(here: Settings, options: str) -> None:
    """Change the file system that holds a data folder."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(here.data.parent)], check=True)


def drop_post(here: Settings, text: str) -> None:
    """One more post in the inbox."""
    file = here.inbox / "ukraine_air_force" / "more.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"2025-02-01\n\n{text}\n")


def test_a_folder_that_cannot_be_written_is_named_and_the_publication_stays(
    small_disk: Settings,
) -> None:
    drop_post(small_disk, "Nothing is said of any attack.")
    remount(small_disk, "ro")
    env = apart(small_disk.data, LEDGER_DAGSTER_DIR=str(small_disk.data.parent.parent / "dagster"))
    ran = subprocess.run([LEDGER, "refresh"], env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert str(small_disk.data) in ran.stderr
    assert "Traceback" not in ran.stderr, ran.stderr
    assert intact_publication(small_disk) is not None


@only_in_full
def test_a_full_disk_stops_a_refresh_and_the_next_repairs_it(small_disk: Settings) -> None:
    before = small_disk.warehouse.read_bytes()
    drop_post(small_disk, "Nothing is said of any attack.")
    ran = ledger(
        small_disk.data,
        "refresh",
        LEDGER_DAGSTER_DIR=str(small_disk.data.parent.parent / "dagster"),
    )
    assert ran.returncode == 1
    assert "space" in ran.stderr
    assert small_disk.warehouse.read_bytes() == before
    remount(small_disk, "size=1g")
    refresh_apart(small_disk.data)
    assert intact_publication(small_disk) is not None


@only_in_full
def test_a_million_rows_are_read_within_the_memory(tmp_path: Path) -> None:
    """A thousand rows a night, landed and read up to the claims; events are another matter."""
    here = Settings(data=tmp_path / "data")
    file = here.inbox / "massive_missile_attacks" / "missile_attacks_daily_2026-02-07.csv"
    file.parent.mkdir(parents=True)
    header = (
        "time_start,time_end,model,launch_place,target,carrier,launched,destroyed,not_reach_goal,"
        "cross_border_belarus,back_russia,still_attacking,destroyed_details,launched_details,"
        "launch_place_details,source"
    )
    with file.open("w") as stream:
        stream.write(header + "\n")
        for number in range(1_000_000):
            day = date(2023, 1, 1) + timedelta(days=number % 1000)
            stream.write(
                f"{day} 00:00,{day} 08:00,Shahed-136/131,,Ukraine,,10.0,9,,,,,,,,"
                f"kpszsu/posts/{number}\n"
            )
    ran = subprocess.run(
        [sys.executable, "-c", AS_FAR_AS_CLAIMS, str(here.data)],
        env=apart(here.data), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    claims, peak = map(int, ran.stdout.split())
    assert claims == 1_000_000
    assert peak < MEMORY


@only_in_full
@pytest.mark.parametrize(
    ("zone", "locale"),
    [("America/New_York", "C"), ("Asia/Kolkata", "C.UTF-8"), ("Pacific/Kiritimati", "tr_TR.UTF-8")],
)
def test_zone_and_locale_change_no_published_value_and_no_exported_byte(
    golden: Settings, tmp_path: Path, zone: str, locale: str
) -> None:
    here = Settings(data=tmp_path / "data")
    shutil.copytree(golden.archive, here.archive)
    refresh_apart(here.data, TZ=zone, LC_ALL=locale)
    export(golden.warehouse, tmp_path / "here")
    assert ledger(here.data, "export", "--to", str(tmp_path / "there"), TZ=zone).returncode == 0
    for file in sorted((tmp_path / "here" / "csv").iterdir()):
        there = tmp_path / "there" / "csv" / file.name
        assert file.read_bytes() == there.read_bytes(), file.name
    with duckdb.connect() as both:
        both.execute(f"attach '{golden.warehouse}' as here (read_only)")
        both.execute(f"attach '{here.warehouse}' as there (read_only)")
        tables = both.execute(
            "select concat(schema_name, '.', table_name) from duckdb_tables() "
            "where database_name = 'here' and schema_name in ('claims', 'links', 'events', 'marts')"
        ).fetchall()
        for (table,) in tables:
            for one, other in (("here", "there"), ("there", "here")):
                query = f"select count(*) from (from {one}.{table} except all from {other}.{table})"
                assert both.execute(query).fetchone() == (0,), table


@only_in_full
def test_a_clock_set_back_stops_nothing_and_loses_nothing(tmp_path: Path) -> None:
    """Two snapshots of a table land, the newer one while the clock is 400 days slow."""
    here, (older, newer) = Settings(data=tmp_path / "data"), SNAPSHOTS
    inbox = here.inbox / "massive_missile_attacks"
    inbox.mkdir(parents=True)
    for days, sample in ((0, older), (400, newer)):
        shutil.copy(sample, inbox / f"snapshot_of_{days}.csv")
        subprocess.run(
            [sys.executable, "-c", SLOW_CLOCK, str(here.data), str(days)],
            env=apart(here.data), check=True,
        )  # fmt: skip
    refresh_apart(here.data)
    with duckdb.connect(str(here.warehouse), read_only=True) as connection:
        read = connection.execute(
            "select count(*) from quality.documents_read "
            "where source = 'massive_missile_attacks' and is_readable and claims > 0"
        ).fetchall()
        wrong = connection.execute("from claims.strikes where known_to <= known_from").fetchall()
    assert read == [(2,)]
    assert wrong == []
