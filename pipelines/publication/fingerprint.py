"""What a publication follows from, and its hash: equal content is not published twice."""

import hashlib

from pipelines.landing.archive import Archive, named, sha256_of
from pipelines.landing.declaration import Declaration
from pipelines.landing.inbox import arrivals, inbox_uri, strays
from pipelines.settings import ROOT, Settings
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.identity import document_id


def listed(warehouse: Warehouse, settings: Settings) -> set[str]:
    """Ids of the documents in landed.documents, the strays beside them, who did not answer."""
    rows = warehouse.rows(
        "select document_id from landed.documents union all "
        "select uri from quality.quarantined_rows where stage = 'land' union all "
        "select url from quality.fetches where outcome = 'failed' and ?",
        settings.asks,
    )
    return {row for (row,) in rows}


def of_build(warehouse: Warehouse, settings: Settings) -> str:
    """Fingerprint of a publication made from what the build file holds."""
    return fingerprint(settings, listed(warehouse, settings))


def arrived(settings: Settings, sources: dict[str, Declaration]) -> set[str]:
    """What `listed` will say once everything that lies there has landed; nothing is written."""
    archived = {
        document_id(source, sha256)
        for sidecar in Archive(settings.archive).sidecars()
        for sha256, source in [named(sidecar)]
    }
    astray = {inbox_uri(path, settings) for path in strays(settings, sources)}
    if settings.as_of is not None:
        return archived | astray
    waiting = {
        document_id(arrival.source, sha256_of(arrival.file))
        for arrival in arrivals(settings, sources)
    }
    return archived | waiting | astray


def fingerprint(settings: Settings, content: set[str]) -> str:
    """Hash of all a publication follows from: documents, strays, code, SQL, vocabulary, as-of."""
    hashed = hashlib.sha256(str(settings.as_of).encode())
    for name in sorted(content):
        hashed.update(name.encode())
    for pattern in ("pipelines/**/*.py", "pipelines/**/*.csv", "pipelines/defs/**/*.yaml",
                    "sql/*/*.sql", "expectations/*.yml"):  # fmt: skip
        for path in sorted(ROOT.glob(pattern)):
            hashed.update(path.read_bytes())
    return hashed.hexdigest()
