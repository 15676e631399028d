"""What a publication follows from, before and after a document has landed."""

from datetime import UTC, datetime

from pipelines.landing.declaration import all_sources
from pipelines.publication.fingerprint import fingerprint, of_arrived, of_landed, of_read
from pipelines.warehouse.build import Warehouse


def test_addresses_that_did_not_answer_are_part_of_what_a_publication_follows_from(golden_copy):
    here, url = golden_copy.model_copy(update={"fetch": "on"}), "https://example.org/feed"
    with Warehouse.open(here.build) as warehouse:
        warehouse.connection.execute(
            "insert into quality.fetches (source, url, asked_at, outcome) "
            "values ('news_articles', ?, now(), 'failed')",
            [url],
        )
        landed = of_landed(warehouse, here, all_sources())
    assert of_arrived(here, all_sources(), {url}) == landed
    assert of_arrived(here, all_sources()) != landed


def test_a_document_that_waits_counts_as_soon_as_it_is_there(golden_copy):
    sources = all_sources()
    before = of_arrived(golden_copy, sources)
    inbox = golden_copy.inbox / "news_articles"
    inbox.mkdir(parents=True)
    (inbox / "a.md").write_text("Russia launched 5 drones.")
    arrived = of_arrived(golden_copy, sources)
    assert arrived != before
    (inbox / "a.md").rename(golden_copy.inbox / "a.md")  # a file in the folder of no source
    assert of_arrived(golden_copy, sources) not in (before, arrived)
    (golden_copy.inbox / "a.md").unlink()
    assert of_arrived(golden_copy, sources) == before


def test_what_was_read_is_what_has_landed_after_a_refresh(golden_build, golden):
    sources = all_sources()
    assert of_read(golden_build, golden, sources) == of_landed(golden_build, golden, sources)
    golden_build.rows("delete from quality.documents_read where source = 'strike_register'")
    assert of_read(golden_build, golden, sources) != of_landed(golden_build, golden, sources)


def test_every_setting_that_changes_what_is_read_changes_the_fingerprint(golden):
    content = {"a", "b"}
    changes = [
        {}, {"lowest_tier": "C"}, {"claims": "parquet"}, {"document_seconds": 1.0},
        {"reader_url": "http://localhost:1"}, {"reader_model": "other"},
    ]  # fmt: skip
    marks = {fingerprint(golden.model_copy(update=change), content) for change in changes}
    marks |= {fingerprint(golden, {"a"}), fingerprint(golden.at(datetime.now(UTC)), content)}
    assert len(marks) == len(changes) + 2
    assert fingerprint(golden.model_copy(update={"schedule": "on"}), content) in marks
