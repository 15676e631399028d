"""Readers that open the file while it is published again and again see no half of it.

A reader that keeps it open goes on reading the publication that it opened, and blocks nothing.
"""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from pipelines.publication.publish import publish_unchecked
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from tests.campaign import FULL

READERS, PUBLICATIONS = (10, 20) if FULL else (2, 2)

READER = textwrap.dedent(
    """
    import sys, time, duckdb
    from pathlib import Path

    while not Path(sys.argv[2]).exists():
        with duckdb.connect(sys.argv[1], read_only=True) as connection:
            [(held, said)] = connection.execute(
                "select (select count(*) from vocabulary.origins), row_count from dictionary "
                "where schema_name = 'vocabulary' and table_name = 'origins' and position = 0"
            ).fetchall()
        assert held == said, f"{held} rows, the dictionary says {said}"
        print(held)
        time.sleep(0.2)
    """
)
"""Compares, as long as it may, the rows of a table with what the same file says of them."""

KEEPS_IT_OPEN = textwrap.dedent(
    """
    import sys, duckdb

    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        for _ in sys.stdin:
            print(*connection.sql("select count(*) from vocabulary.origins").fetchone(), flush=True)
    """
)
"""Counts rows whenever it is asked, on one connection."""


def test_readers_see_one_publication_or_the_next(golden: Settings, tmp_path: Path) -> None:
    here, stop = Settings(data=tmp_path / "data"), tmp_path / "stop"
    shutil.copytree(golden.data, here.data, ignore=shutil.ignore_patterns("archive"))
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(here.warehouse), str(stop)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(READERS)
    ]  # fmt: skip
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPS_IT_OPEN, str(here.warehouse)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    opened = count_of(keeper)
    try:
        with Warehouse.open(here.build) as warehouse:
            for number in range(PUBLICATIONS):
                warehouse.connection.execute(
                    "insert into vocabulary.origins by name from "
                    "(select * replace (concat(name, ' ', ?) as name) "
                    "from vocabulary.origins order by name limit 1)",
                    [str(number)],
                )
                publish_unchecked(warehouse, here)
                assert count_of(keeper) == opened
    finally:
        stop.touch()
        keeper.kill()
    seen = set()
    for one in readers:
        printed, wrong = one.communicate(timeout=60)
        assert one.returncode == 0, wrong
        seen.update(printed.split())
    assert len(seen) > 1, "no reader saw two publications"


def count_of(keeper: subprocess.Popen[str]) -> int:
    """The rows that a reader counts on its open connection."""
    assert keeper.stdin is not None and keeper.stdout is not None
    keeper.stdin.write("again\n")
    keeper.stdin.flush()
    return int(keeper.stdout.readline())
