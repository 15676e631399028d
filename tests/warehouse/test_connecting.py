"""Every connection and every cursor of it is in UTC and draws nothing on standard output."""

import os
import subprocess
import sys

ASK = """
from pipelines.warehouse.connecting import connect
connection = connect()
for one in (connection, connection.cursor()):
    print(one.execute(
        "select current_setting('TimeZone'), current_setting('enable_progress_bar')"
    ).fetchone())
"""


def test_neither_the_zone_of_the_machine_nor_a_progress_bar_reaches_an_answer():
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "TZ": "America/New_York"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["('UTC', False)", "('UTC', False)"]
