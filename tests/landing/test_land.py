"""The first step of a refresh: what is new lands and is listed; what stays is named."""

from pathlib import Path

from pipelines.landing.declaration import all_sources
from pipelines.landing.land import land
from pipelines.settings import Settings
from tests.builds import empty_build


def test_new_files_are_listed_once_and_strays_are_named(tmp_path: Path) -> None:
    here = Settings(data=tmp_path / "data")
    sources = {"news_articles": all_sources()["news_articles"]}
    inbox = here.inbox / "news_articles"
    inbox.mkdir(parents=True)
    (inbox / "a.md").write_text("Russia launched 5 drones.")
    (here.inbox / "stray.md").write_text("in the folder of no source")
    with empty_build(here.build) as warehouse:
        first = land(warehouse, here, sources)
        second = land(warehouse, here, sources)
        uris = warehouse.rows("select uri from landed.documents")
        kept = warehouse.rows("select uri, stage from quality.quarantined_rows")
        assert warehouse.count("vocabulary.regions") == 27
        assert warehouse.rows("select source from landed.sources") == [("news_articles",)]
    assert (first.documents, second.documents) == (1, 0)
    assert uris == [("inbox/news_articles/a.md",)]
    assert kept == [("inbox/stray.md", "land")]
    assert [one.uri for one in second.kept] == ["inbox/stray.md"]
    assert first.unanswered == ()  # nobody was asked
