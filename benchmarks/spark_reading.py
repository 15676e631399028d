"""Posts a second that Spark's workers read, against this machine without Spark.

    python benchmarks/spark_reading.py MASTER [POSTS]

MASTER is an address of Spark, such as spark://127.0.0.1:7077 or local[2]. Each post is a document:
the sample post of the Air Force's channel, with other figures. Both sides read and extract; nothing
is stored. The first posts warm up the workers, which import the project, and are not timed.
"""

import re
import sys
import tempfile
import time
from pathlib import Path

from pipelines.engines.reading import SparkReading
from pipelines.engines.spark import SparkEngine
from pipelines.paths import SOURCES
from pipelines.staging.bounded import BoundedReader, Unread
from pipelines.staging.budget import Budget
from pipelines.staging.document import Document
from pipelines.staging.portions import ReadDocument, portions
from tests.sources import reader_of

NAME = "ukraine_air_force"

WARMING = 40


def main(master: str, posts: int = 2000) -> None:
    """Time and print."""
    reader, budget = reader_of(NAME), Budget()
    with tempfile.TemporaryDirectory() as folder:
        batch = _written(Path(folder), posts + WARMING)
        with BoundedReader.of(reader, budget) as bounded:
            _read(bounded, batch[:WARMING])
            started = time.perf_counter()
            claims = _read(bounded, batch[WARMING:])
            _print("without Spark", posts, claims, time.perf_counter() - started)
        with SparkEngine.open(master, Path(folder) / "tables") as engine:
            away = SparkReading(engine.session, reader, budget, None)
            away.begin(batch[:WARMING])
            started = time.perf_counter()
            away.begin(batch[WARMING:])
            claims = _read(away, batch[WARMING:])
            _print(f"Spark, {master}", posts, claims, time.perf_counter() - started)


def _written(folder: Path, posts: int) -> list[Unread]:
    sample = next((SOURCES / NAME / "sample").glob("*.txt"))
    text, batch = sample.read_text(), []
    for number in range(posts):
        path = folder / f"kpszsu-{10_000 + number} 2026-02-08 09-05.txt"
        path.write_text(_varied(text, number))
        document = Document(f"{number}", path.name, path)
        batch.append(Unread(document, path.stat().st_size, "2026-02-08"))
    return batch


def _varied(text: str, number: int) -> str:
    """The text with its three-digit figures moved."""
    return re.sub(r"\b[1-9]\d\d\b", lambda found: str(100 + (int(found[0]) + number) % 900), text)


def _read(reading: BoundedReader | SparkReading, batch: list[Unread]) -> int:
    """Number of claims in a batch."""
    parsed = [
        ReadDocument(one.document, one.known_on, reading.read(one.document, one.size))
        for one in batch
    ]
    return sum(
        one.kept.height for rows in portions(parsed) for one in reading.claims(rows).values()
    )


def _print(what: str, posts: int, claims: int, seconds: float) -> None:
    hours = 1_000_000 / posts * seconds / 3600
    print(
        f"{what}: {posts:,} posts, {claims:,} claims, {posts / seconds:,.0f} posts a second, "
        f"{hours:,.2f} hours for a million"
    )


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
