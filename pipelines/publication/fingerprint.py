"""What a publication follows from, and its hash: equal content is not published twice.

A fingerprint is a hash of documents, of files that nobody reads, of addresses that did not answer,
and of the project's own files. Documents are named in two ways: as they have landed or will land,
which shows whether a refresh has anything to do, and as they were read, which is what is published.
The two are equal only when everything that has landed was read.
"""

import hashlib
from collections.abc import Collection

from pipelines.landing.archive import Archive, named, sha256_of
from pipelines.landing.declaration import Declaration
from pipelines.landing.inbox import arrivals, inbox_uri, strays
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.code import code_version
from pipelines.warehouse.identity import document_id


def of_landed(warehouse: Warehouse, settings: Settings, sources: Collection[str]) -> str:
    """Fingerprint of the publication to be made from all that has landed."""
    documents = "select document_id from landed.documents where list_contains(?, source)"
    return fingerprint(settings, _listed(warehouse, settings, sources, documents))


def of_read(warehouse: Warehouse, settings: Settings, sources: Collection[str]) -> str:
    """Fingerprint of a publication made from what was read."""
    documents = (
        "select document_id from quality.documents_read "
        "semi join landed.documents using (document_id) where list_contains(?, source)"
    )
    return fingerprint(settings, _listed(warehouse, settings, sources, documents))


def of_arrived(settings: Settings, sources: dict[str, Declaration]) -> str:
    """What `of_landed` will be once everything that waits has landed; nothing is written."""
    archived = {
        document_id(source, sha256)
        for sidecar in Archive(settings.archive).sidecars()
        for sha256, source in [named(sidecar)]
        if source in sources
    }
    astray = {inbox_uri(path, settings) for path in strays(settings, sources)}
    if settings.as_of is not None:
        return fingerprint(settings, archived | astray)
    waiting = {
        document_id(arrival.source, sha256_of(arrival.file))
        for arrival in arrivals(settings, sources)
    }
    return fingerprint(settings, archived | waiting | astray)


def fingerprint(settings: Settings, content: set[str]) -> str:
    """Hash of all a publication follows from. `content`: ids of documents, strays, addresses."""
    hashed = hashlib.sha256(f"{settings.as_of} {code_version()}".encode())
    for name in sorted(content):
        hashed.update(name.encode())
    return hashed.hexdigest()


def _listed(
    warehouse: Warehouse, settings: Settings, sources: Collection[str], documents: str
) -> set[str]:
    rows = warehouse.rows(
        f"{documents} union all "
        "select uri from quality.quarantined_rows where stage = 'land' union all "
        "select url from quality.fetches where outcome = 'failed' and ?",
        list(sources),
        settings.asks,
    )
    return {row for (row,) in rows}
