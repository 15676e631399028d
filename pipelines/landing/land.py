"""The first step of a refresh: fetch from publishers, land new files, and list documents.

Deciding whether anything is new since the last publication does not belong here (publication/).
"""

from dataclasses import dataclass

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.landing.fetch import Answer, fetch_all, record
from pipelines.landing.inbox import Kept, land_files
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse


@dataclass(frozen=True)
class Landed:
    """How many documents are new, what stayed in the inbox, and who did not answer."""

    documents: int
    kept: tuple[Kept, ...]
    unanswered: tuple[Answer, ...]


def land(warehouse: Warehouse, settings: Settings, sources: dict[str, Declaration]) -> Landed:
    """Update the archive and the tables of landed documents."""
    answers = fetch_all(settings, sources)
    files = land_files(settings, sources)
    record(warehouse, answers)
    catalogue.list_documents(warehouse, Archive(settings.archive))
    ((size,),) = warehouse.rows("select coalesce(sum(bytes), 0) from landed.documents")
    warehouse.match_threads(size)
    catalogue.list_sources(warehouse, sources)
    catalogue.load_vocabulary(warehouse)
    catalogue.quarantine_kept(warehouse, files.kept)
    unanswered = tuple(answer for answer in answers if answer.outcome == "failed")
    return Landed(files.new, files.kept, unanswered)
