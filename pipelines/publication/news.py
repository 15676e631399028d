"""What a refresh has to work on: the sources whose documents differ from those of the publication.

Choosing the steps of a run does not belong here (components/selection.py).
"""

from dataclasses import dataclass

from pipelines.landing.archive import Archive
from pipelines.landing.declaration import all_sources
from pipelines.landing.inbox import documents_to_land
from pipelines.landing.listing import archived
from pipelines.publication.fingerprint import of_read
from pipelines.publication.gate import NotPublishable, require_publishable
from pipelines.publication.manifest import intact_publication
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildBusy, Warehouse

READ = """
select document_id, source
from quality.documents_read
semi join landed.documents using (document_id)
"""

FAILED = "select checked_table, check_name from quality.check_results where not is_success"


@dataclass(frozen=True)
class News:
    """Sources to read again, and rules that failed on the rows of the publication.

    `failed`: table and name of each rule.
    """

    sources: frozenset[str]
    failed: frozenset[tuple[str, str]]


def find_news(settings: Settings) -> News | None:
    """The sources with documents that are new, withdrawn or brought back since the publication.

    Where publishers may be asked, sources with addresses are among them. Null if everything has to
    be gone through: nothing intact is published, the refresh is of a past moment, or the build file
    is not exactly what was published.
    """
    last = intact_publication(settings)
    if last is None or settings.as_of is not None or not settings.build.exists():
        return None
    sources = all_sources()
    try:
        with Warehouse.of(settings) as warehouse:
            if of_read(warehouse, settings, sources) != last.fingerprint:
                return None
            require_publishable(warehouse, settings)
            read = set(warehouse.rows(READ))
            failed = frozenset(warehouse.rows(FAILED))
            landed = archived(warehouse, Archive(settings.archive))
    except (BuildBusy, NotPublishable):
        return None
    waiting = set(documents_to_land(settings, sources).items())
    asked = {name for name, source in sources.items() if source.fetch and settings.asks}
    differing = {source for _, source in (landed | waiting) ^ read}
    return News(frozenset(asked | differing & sources.keys()), failed)
