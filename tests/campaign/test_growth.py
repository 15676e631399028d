"""Documents that come, go and come back one by one leave what a rebuild of them all gives."""

import random
import shutil
from pathlib import Path

import pytest

from pipelines.landing.archive import Archive, read_record
from pipelines.landing.declaration import all_sources
from pipelines.landing.scan import scan
from pipelines.landing.withdrawal import bring_back, withdraw, withdrawn
from pipelines.paths import SOURCES
from pipelines.settings import Settings
from tests.campaign import FULL
from tests.running import ledger, refresh_apart

STEPS = 20
"""Changes, each followed by a refresh; every fifth time all is rebuilt and compared."""


def samples() -> list[tuple[str, Path]]:
    """Documents to drop into the inbox, each with its source."""
    return [
        (name, entry.path)
        for name, source in all_sources().items()
        if not source.shipped
        for entry in scan(SOURCES / name / "sample", SOURCES / name / "sample")
        if entry.problem is None and entry.path.name != "expected.json"
    ]


def change(here: Settings, draw: random.Random) -> None:
    """Drop a sample, withdraw a document, or bring one back."""
    archive = Archive(here.archive)
    read = [read_record(sidecar).document_id for sidecar in archive.sidecars()]
    out = [one.document_id for one in withdrawn(archive)]
    if out and draw.random() < 0.3:
        bring_back(archive, draw.choice(out))
    elif draw.random() < 0.3:
        withdraw(archive, draw.choice(read), "a test")
    else:
        name, file = draw.choice(samples())
        (here.inbox / name).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, here.inbox / name)


@pytest.mark.skipif(not FULL, reason="the full campaign rebuilds the ledger several times")
def test_refreshes_of_what_is_new_give_what_a_rebuild_gives(golden_copy: Settings):
    draw = random.Random(2026)
    for number in range(1, STEPS + 1):
        change(golden_copy, draw)
        refresh_apart(golden_copy.data, LEDGER_SETTLE_SECONDS="0")
        if number % 5 == 0:
            rebuilt = ledger(golden_copy.data, "verify", "--deep")
            assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
