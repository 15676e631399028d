"""Builds tables from documents without a refresh, for answers that the registers lack.

What the answers are about does not belong here (build.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from pipelines.components.model import fold_claims
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_documents, list_sources, load_vocabulary
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import EXPECTED
from pipelines.paths import SOURCES
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from pipelines.staging.version import reader_version
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import families
from pipelines.warehouse.history import models_behind

SAMPLED = ("acled", "air_raid_alerts", "ucdp_ged", "viina")
"""Sources of which the user brings the documents, and which have samples."""


def sample_documents(sources: Iterable[str] = SAMPLED) -> dict[str, list[Path]]:
    """Sample documents of sources, in the order of their names."""
    return {
        name: sorted(
            path for path in (SOURCES / name / "sample").iterdir() if path.name != EXPECTED
        )
        for name in sources
    }


@contextmanager
def built_from(
    folder: Path, documents: Mapping[str, list[Path]], tables: Iterable[str]
) -> Iterator[Warehouse]:
    """A build file in an empty folder with these tables and everything that they read.

    `documents`: files by source, in the order in which they land. Unchecked and unpublished.
    """
    sources = all_sources()
    archive = Archive(folder / "archive")
    for name, paths in documents.items():
        for path in paths:
            uri = f"inbox/{name}/{path.name}"
            archive.land(path, name, uri, None, None, sources[name].name_part)
    with Warehouse.open(folder / "build.duckdb") as warehouse:
        list_sources(warehouse, sources)
        list_documents(warehouse, archive)
        load_vocabulary(warehouse)
        for name in documents:
            ingest(warehouse, archive, _reader(name))
        for family in families():
            fold_claims(warehouse, family)
        models = [model for table in tables for model in models_behind(table)]
        for model in dict.fromkeys(models):
            DuckDBEngine().build(warehouse, model)
        yield warehouse


def _reader(name: str) -> SourceReader:
    source = all_sources()[name]
    parser = import_module(f"pipelines.defs.sources.{name}.parse")
    return SourceReader(source, parser, reader_version(SOURCES / name, source.families))
