"""What differs between the archive, the inbox and the publication is found, source by source."""

import shutil

from pipelines.landing.archive import Archive, read_record
from pipelines.landing.declaration import all_sources
from pipelines.landing.withdrawal import withdraw
from pipelines.paths import SOURCES
from pipelines.publication.news import News, find_news
from pipelines.settings import Settings
from pipelines.warehouse.build import Warehouse

POSTS = "ukraine_air_force"
POST = SOURCES / POSTS / "sample" / "kpszsu-999000012 2026-02-08 09-05.txt"


def drop_a_post(here: Settings) -> None:
    (here.inbox / POSTS).mkdir(parents=True)
    shutil.copy(POST, here.inbox / POSTS)


def sources(here: Settings) -> frozenset[str] | None:
    found = find_news(here)
    return found.sources if found else None


def test_only_the_source_of_a_new_file_has_news(golden_copy):
    assert sources(golden_copy) == set()
    drop_a_post(golden_copy)
    assert sources(golden_copy) == {POSTS}


def test_the_source_of_a_withdrawn_document_has_news(golden_copy):
    archive = Archive(golden_copy.archive)
    records = map(read_record, archive.sidecars())
    record = next(one for one in records if one.source == "airspace_register")
    withdraw(archive, record.document_id, "a test")
    assert sources(golden_copy) == {"airspace_register"}


def test_sources_with_addresses_may_have_news_if_they_are_asked(golden_copy):
    asked = {name for name, source in all_sources().items() if source.fetch}
    assert asked
    found = find_news(golden_copy.model_copy(update={"fetch": "on"}))
    assert found is None or found.sources == asked


def test_a_rule_that_failed_is_named(golden_copy):
    with Warehouse.open(golden_copy.build) as warehouse:
        warehouse.rows(
            "update quality.check_results set is_success = false "
            "where checked_table = 'marts.exchanges_balance' and severity = 'warning' "
            "and check_name = (select min(check_name) from quality.check_results "
            "where checked_table = 'marts.exchanges_balance' and severity = 'warning')"
        )
        failed = warehouse.rows(
            "select checked_table, check_name from quality.check_results where not is_success"
        )
    assert find_news(golden_copy) == News(frozenset(), frozenset(failed))


def test_everything_is_gone_through_where_the_build_is_not_what_was_published(golden_copy):
    with Warehouse.open(golden_copy.build) as warehouse:
        warehouse.rows("update events.exchanges set to_ukraine_best = to_ukraine_best + 1")
    assert find_news(golden_copy) is None


def test_everything_is_gone_through_without_a_publication_or_a_build(golden_copy):
    golden_copy.build.unlink()
    assert find_news(golden_copy) is None
    golden_copy.warehouse.unlink()
    assert find_news(golden_copy) is None
