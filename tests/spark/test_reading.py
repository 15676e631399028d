"""Documents that workers read give the rows and the reasons that this machine gives."""

import dataclasses
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from pipelines.engines.reading import SparkReading
from pipelines.engines.spark import SparkEngine
from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.inbox import land_files
from pipelines.landing.remote import RemoteArchive
from pipelines.paths import SOURCES
from pipelines.settings import Settings
from pipelines.staging.bounded import BoundedReader, OpenReading
from pipelines.staging.budget import Budget
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from pipelines.warehouse.build import Warehouse
from tests.sources import declared, reader_of
from tests.staging import costly

BUCKET = "s3://archive"


@pytest.fixture
def object_store(engine: SparkEngine, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of an archive in an object store on this machine, which workers reach."""
    reason = "needs moto's server and s3fs"
    server = pytest.importorskip("moto.server", reason=reason)
    s3fs = pytest.importorskip("s3fs", reason=reason)
    store = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    store.start()
    host, port = store.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setitem(engine.session.sparkContext.environment, name, value)
    s3fs.S3FileSystem().mkdir(BUCKET)
    yield BUCKET
    store.stop()


def tables(
    here: Settings, reader: SourceReader, budget: Budget, open_reading: OpenReading
) -> dict[str, list[tuple]]:
    """What reading the documents of an archive stores."""
    source = reader.source.name
    names = ["quality.quarantined_rows", "quality.documents_read", f"staging.{source}"]
    names += [f"records.{family}" for family in reader.source.families]
    with Warehouse.open(here.build) as warehouse:
        catalogue.list_documents(warehouse, Archive(here.archive))
        ingest(warehouse, Archive(here.archive), reader, budget, None, open_reading)
        return {name: warehouse.rows(f"from {name} order by all") for name in names}


def compare(
    folder: Path, reader: SourceReader, files: dict[str, bytes], budget: Budget,
    engine: SparkEngine,
) -> list[tuple]:  # fmt: skip
    """Land files, read them here and on workers, compare; returns the quarantined rows."""
    home, away = Settings(data=folder / "home"), Settings(data=folder / "away")
    inbox = home.inbox / reader.source.name
    inbox.mkdir(parents=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
    land_files(home, {reader.source.name: reader.source})
    shutil.copytree(home.archive, away.archive)
    expected = tables(home, reader, budget, BoundedReader.of)
    found = tables(
        away, reader, budget,
        lambda one, limits, *_: nullcontext(
            SparkReading(engine.session, one, limits, engine.archive)
        ),
    )  # fmt: skip
    assert found == expected
    return expected["quality.quarantined_rows"]


def samples(source: str) -> dict[str, bytes]:
    files = sorted((SOURCES / source / "sample").iterdir())
    return {file.name: file.read_bytes() for file in files if file.name != "expected.json"}


@pytest.mark.parametrize("source", ["news_articles", "ukraine_air_force"])
def test_texts_read_on_workers_give_the_same_claims(engine, tmp_path, source):
    files = samples(source) | {"broken.html": b"\xff\xfe\x00broken"}
    compare(tmp_path, reader_of(source), files, Budget(), engine)


def test_a_poisoned_document_is_quarantined_on_its_worker(engine, tmp_path):
    source = declared("costly", documents=["*.html", "*.csv"], is_snapshot=False)
    reasons = compare(
        tmp_path,
        SourceReader(source, costly, "1"),
        {
            "a.html": b"endless in C", "b.html": b"dies", "c.html": b"fails", "d.csv": b"endless",
            "e.csv": b"slow to map", "f.html": b"good", "g.html": b"gigabytes",
        },
        Budget(seconds=0.3, memory_megabytes=300),
        engine,
    )  # fmt: skip
    assert len(reasons) == 6


def test_workers_read_from_an_object_store(engine, tmp_path, object_store):
    away = dataclasses.replace(engine, archive=RemoteArchive(f"{object_store}/ledger"))
    compare(tmp_path, reader_of("news_articles"), samples("news_articles"), Budget(), away)


def test_a_document_is_copied_once(tmp_path):
    file = tmp_path / "aa11"
    file.write_bytes(b"text")
    address = (tmp_path / "copy").as_uri()
    assert RemoteArchive(address).add([file]) == 1
    assert RemoteArchive(address).add([file]) == 0
    fetched = RemoteArchive(address).fetch("aa11", tmp_path / "copy")
    assert fetched.read_bytes() == b"text"
