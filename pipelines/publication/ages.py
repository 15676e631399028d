"""How old the data of each source is, read from a publication and counted to today.

The publication holds dates, and its view `ages` counts the days when it is read, so that a file
that nothing has been added to stays as it is. Printing does not belong here.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.publication.reading import open_publication


@dataclass(frozen=True)
class Age:
    """Age of one source's data, in words: `data until 2026-10-04, 53 days ago`."""

    source: str
    says: str
    is_late: bool


def ages(warehouse: Path) -> list[Age]:
    """Ages of all sources that have claims, in the order of their names."""
    with open_publication(warehouse) as connection:
        return ages_in(connection)


def ages_in(connection: duckdb.DuckDBPyConnection) -> list[Age]:
    """The same of an open publication; none where an older version made it."""
    has_ages = "select count(*) from duckdb_views() where view_name = 'ages'"
    if connection.execute(has_ages).fetchall() == [(0,)]:
        return []
    query = "select source, age_in_words, is_late from ages order by source"
    return [Age(*row) for row in connection.execute(query).fetchall()]


def newest(found: list[Age]) -> str:
    """The most recent of several ages, in words."""
    return max(found, key=lambda age: age.says).says
