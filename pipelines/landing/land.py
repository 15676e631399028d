"""The first step of a refresh: fetch from publishers, land new files, and list documents.

Deciding whether anything is new since the last publication does not belong here (publication/).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.declaration import Declaration
from pipelines.landing.inbox import Kept, land_files
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse

if TYPE_CHECKING:
    from pipelines.landing.fetch import Answer


@dataclass(frozen=True)
class Landed:
    """How many documents are new, what stayed in the inbox, and who did not answer."""

    documents: int
    kept: tuple[Kept, ...]
    unanswered: "tuple[Answer, ...]"


def land(warehouse: Warehouse, settings: Settings, sources: dict[str, Declaration]) -> Landed:
    """Update the archive and the tables of landed documents."""
    answers = _asked(warehouse, settings, sources) if settings.asks else []
    files = land_files(settings, sources)
    catalogue.list_documents(warehouse, Archive(settings.archive))
    ((size,),) = warehouse.rows("select coalesce(sum(bytes), 0) from landed.documents")
    warehouse.match_threads(size)
    catalogue.list_sources(warehouse, sources)
    catalogue.load_vocabulary(warehouse)
    catalogue.quarantine_kept(warehouse, files.kept)
    unanswered = tuple(answer for answer in answers if answer.outcome == "failed")
    return Landed(files.new, files.kept, unanswered)


def _asked(
    warehouse: Warehouse, settings: Settings, sources: dict[str, Declaration]
) -> "list[Answer]":
    """Fetch every declared address, and record the answers."""
    # Imported here: it takes a fifth of a second, and most refreshes ask nobody.
    from pipelines.landing.fetch import fetch_all, record

    answers = fetch_all(settings, sources)
    record(warehouse, answers)
    return answers
