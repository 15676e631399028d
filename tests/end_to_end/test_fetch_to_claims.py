"""From a publisher's server to claims: what is new is read once, a changed record is a revision."""

import hashlib
import json
import time
from pathlib import Path

import pytest

from pipelines.components.model import fold_claims
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.landing.land import Landed, land
from pipelines.paths import SOURCES
from pipelines.publication.fingerprint import of_landed
from pipelines.settings import Settings
from pipelines.staging.ingest import ingest
from pipelines.warehouse.build import Warehouse
from tests.landing.servers import Server, gives
from tests.sources import reader_of

NAME = "drone_observatory"
SAMPLE = SOURCES / NAME / "sample" / "ucrania_2026-10-04.json"


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", fetch="on")


def publish(server: Server, content: bytes) -> None:
    """Put a version of the file on the publisher's server, and into its manifest."""
    listed = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    server.paths = {
        "m.json": gives(json.dumps({"ucrania.json": listed}).encode()),
        "ucrania.json": gives(content),
    }


def observatory(server: Server) -> dict[str, Declaration]:
    manifest = {"manifest": server.url("m.json"), "file": "ucrania.json", "allow_private": True}
    content = {**all_sources()[NAME].model_dump(), "fetch": [manifest]}
    return {NAME: Declaration.model_validate(content).named(NAME)}


def revisions(warehouse: Warehouse) -> list[tuple[str, int]]:
    """Locator and revision of the claims that are known now and have changed."""
    fold_claims(warehouse, "strikes")
    return warehouse.rows(
        "select locator, revision from claims.strikes where known_to is null and revision > 1"
    )


def test_a_changed_record_is_one_revision_and_nothing_new_is_nothing(here: Settings) -> None:
    server = Server()
    content = json.loads(SAMPLE.read_text())
    publish(server, json.dumps(content).encode())
    sources = observatory(server)
    with Warehouse.open(here.build) as warehouse:

        def refresh() -> tuple[Landed, int, str]:
            landed = land(warehouse, here, sources)
            read = ingest(warehouse, Archive(here.archive), reader_of(NAME))
            return landed, read.documents, of_landed(warehouse, here, sources)

        first = refresh()
        assert (first[0].documents, first[1], first[0].unanswered) == (1, 1, ())
        again = refresh()
        assert (again[0].documents, again[1]) == (0, 0)
        assert again[2] == first[2]  # nothing is built
        assert [path for path, _ in server.asked].count("/ucrania.json") == 1

        content["ataques"][0]["derribados"] = {"min": 125, "max": 125}
        publish(server, json.dumps(content).encode())
        time.sleep(1)  # a file is named by its second
        later = refresh()
        assert (later[0].documents, later[1]) == (1, 1)
        assert later[2] != first[2]
        assert revisions(warehouse) == [("EODI-UA-2026-99001", 2)]

        server.paths = {}  # gone
        gone = refresh()
        assert [answer.outcome for answer in gone[0].unanswered] == ["failed"]
        assert gone[1] == 0
        assert len(list(Path(here.inbox).rglob("*.json"))) == 2
