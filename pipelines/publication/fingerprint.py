"""What a publication follows from, and its hash: equal content is not published twice.

A fingerprint is a hash of documents, of files that no source reads, of addresses that did not
answer, and of the project's own files. Documents are named in two ways: as they have landed or will
land, which shows whether a refresh has anything to do, and as they were read, which is what is
published. The two are equal only when everything that has landed was read.
"""

import hashlib
from collections.abc import Collection

from pipelines.landing.archive import Archive, id_of, source_of
from pipelines.landing.declaration import Declaration
from pipelines.landing.inbox import documents_to_land, misplaced
from pipelines.settings import Settings
from pipelines.staging.budget import Budget
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.code import code_version


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


def of_arrived(
    settings: Settings, sources: dict[str, Declaration], unanswered: Collection[str] = ()
) -> str:
    """What `of_landed` will be once everything that waits has landed; nothing is written.

    `unanswered`: addresses that did not answer when they were last asked.
    """
    archived = {
        id_of(sidecar)
        for sidecar in Archive(settings.archive).sidecars()
        if source_of(sidecar) in sources
    }
    if settings.as_of is not None:
        return fingerprint(settings, archived)
    waiting = documents_to_land(settings, sources).keys()
    astray = {kept.uri for kept in misplaced(settings, sources)}
    return fingerprint(settings, archived | waiting | astray | set(unanswered))


def fingerprint(settings: Settings, content: set[str]) -> str:
    """Hash of all a publication follows from. `content`: ids of documents, strays, addresses."""
    limits = Budget.of(settings)  # a document over a limit is not read
    reading = (settings.lowest_tier, settings.reader_url, settings.reader_model)
    form = f"{settings.as_of} {code_version()} {limits} {settings.claims} {reading}"
    hashed = hashlib.sha256(form.encode())
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
