"""Extraction: texts a second of each real length, on one core and on all.

    python -m benchmarks.extraction [SECONDS]

The texts are made from the samples of the sources (texts.py), each with other figures. One core is
timed in this process, by its processor time; all cores by the clock and as a refresh uses them: a
process for each (staging/crew.py), from rows of texts to claims that satisfy their contract.
"""

import gc
import importlib
import sys
import time
from collections.abc import Sequence

import polars as pl

from benchmarks.texts import KINDS, PUBLISHED, Kind
from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract
from pipelines.landing.declaration import all_sources
from pipelines.staging import crew
from pipelines.staging.bounded import BoundedReader
from pipelines.staging.budget import Budget
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.text import Text, reading

CHARACTERS = 60_000
"""Characters of different texts of one kind; they are read again until the time is over."""


def main(seconds: float = 5.0) -> None:
    """Time every kind for about so many seconds on one core, then on all, and print."""
    gc.set_threshold(100_000)
    print(f"texts a second; all cores: {crew.cores()}")
    print(f"{'':16}{'characters':>11}{'claims':>8}{'one core':>10}{'all cores':>11}{'ratio':>7}")
    for kind in KINDS:
        documents = [kind.document(number) for number in range(-(-CHARACTERS // kind.length))]
        families = all_sources()[kind.source].families
        claims = sum(len(extract(one, None, families)) for one in documents) / len(documents)
        one = _on_one_core(documents, families, seconds)
        every = _on_all_cores(kind, documents, max(1, round(one * seconds / len(documents))))
        length = sum(len(document.text) for document in documents) / len(documents)
        speeds = f"{one:10,.0f}{every:11,.0f}{every / one:7.1f}"
        print(f"{kind.name:16}{length:11,.0f}{claims:8.1f}{speeds}")


def _on_one_core(documents: list[Document], families: Sequence[str], seconds: float) -> float:
    """Texts in a second of this process's processor time, read for the families of the source."""
    started, read = time.process_time(), 0
    while time.process_time() - started < seconds:
        for document in documents:
            extract(document, None, families)
        read += len(documents)
    return read / (time.process_time() - started)


def _on_all_cores(kind: Kind, documents: list[Document], times: int) -> float:
    """Texts a second of all processes, which have started and read some before the clock does."""
    texts = [
        Text(
            f"{number}-{time_no}",
            "post",
            document.text,
            publisher=document.publisher,
            lang=document.lang,
            published_at=PUBLISHED.isoformat(),
            published_stated=PUBLISHED.date().isoformat(),
        )
        for time_no in range(times)
        for number, document in enumerate(documents)
    ]
    on = PUBLISHED.date().isoformat()
    staged = reading(texts).rows.with_columns(document_id=pl.lit("d"), document_on=pl.lit(on))
    source = all_sources()[kind.source]
    parser = importlib.import_module(f"pipelines.defs.sources.{kind.source}.parse")
    with BoundedReader.of(SourceReader(source, parser, "benchmark"), Budget()) as bounded:
        first = min(staged.height, 2 * len(documents))
        crew.claims_by(bounded.processes, staged.head(first), bounded.budget, print)
        started = time.perf_counter()
        crew.claims_by(bounded.processes, staged, bounded.budget, print)
        return staged.height / (time.perf_counter() - started)


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:]))
