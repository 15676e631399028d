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


BIND = """
import sys
import pyarrow
from pipelines.warehouse.connecting import connect, let_pandas_in
cursor = connect().cursor()
import polars as pl
assert len(pyarrow.array([["x"]])) == 1
frame = pl.DataFrame({"day": ["2026-02-05", None]})
rows = cursor.execute("select day from frame where day = ? or ?", ["x", True]).pl()
print(rows.rows(), sys.modules.get("pandas"))
let_pandas_in()
import pandas
frame = pandas.DataFrame({"day": ["2026-02-05"]})
print(cursor.execute("select day from frame where day = ?", ["2026-02-05"]).fetchall())
"""


def test_duckdb_imports_pandas_only_once_it_is_let_in():
    ran = subprocess.run(
        [sys.executable, "-c", BIND], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["[('2026-02-05',), (None,)] None", "[('2026-02-05',)]"]
