"""The first step of a refresh: fetch from publishers, land new files, and list documents.

Deciding whether anything is new since the last publication does not belong here (publication/).
"""

from dataclasses import dataclass

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.landing.fetch import Answer, fetch_all, record
from pipelines.landing.inbox import land_files
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse


@dataclass(frozen=True)
class Landed:
    """Numbers of new documents and of stray files, and the addresses that did not respond."""

    documents: int
    strays: int
    unanswered: tuple[Answer, ...]


def land(warehouse: Warehouse, settings: Settings, sources: dict[str, Declaration]) -> Landed:
    """Update the archive and the tables of landed documents."""
    answers = fetch_all(settings, sources)
    documents = land_files(settings, sources)
    record(warehouse, answers)
    catalogue.list_documents(warehouse, Archive(settings.archive))
    catalogue.list_sources(warehouse, sources)
    catalogue.load_vocabulary(warehouse)
    strays = catalogue.quarantine_strays(warehouse, settings, sources)
    unanswered = tuple(answer for answer in answers if answer.outcome == "failed")
    return Landed(documents, strays, unanswered)
