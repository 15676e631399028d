"""Many texts are extracted in several processes, with the claims that one process finds."""

import polars as pl
import pytest

from pipelines.landing import catalogue
from pipelines.landing.archive import Archive
from pipelines.landing.inbox import land_files
from pipelines.staging import apart, crew
from pipelines.staging.bounded import BoundedReader
from pipelines.staging.budget import Budget
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.text import Text, reading
from tests.sources import declared, reader_of
from tests.staging import costly_texts

NIGHT = (
    "У ніч на {day} лютого ворог атакував {launched} ударними БпЛА. "
    "Протиповітряна оборона збила 69 ворожих БпЛА."
)


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes and small chunks, however many cores there are and however few texts."""
    monkeypatch.setattr(crew, "cores", lambda: 2)
    monkeypatch.setattr(crew, "FEWEST", 0)
    monkeypatch.setattr(crew, "CHUNK", 300)


def posts(number: int) -> pl.DataFrame:
    """Posts of the Air Force: the third is dated in the future when it lands, the last is empty."""
    texts = [NIGHT.format(day=day, launched=100 + day) for day in range(1, number)]
    rows = reading(
        Text(str(place), "post", text, publisher="kpszsu", lang="uk",
             url=f"https://t.me/kpszsu/{place}", published_stated="2026-02-28")
        for place, text in enumerate([*texts, ""], start=1)
    ).rows  # fmt: skip
    known = (
        pl.when(pl.col("locator") == "3").then(pl.lit("2026-01-01")).otherwise(pl.lit("2026-02-28"))
    )
    return rows.with_columns(document_id=pl.lit("d"), document_on=known)


def test_several_processes_find_what_one_finds() -> None:
    reader, staged = reader_of("ukraine_air_force"), posts(12)
    alone = reader.claims(staged, Budget())["strikes"]
    with BoundedReader.of(reader, Budget()) as bounded:
        together = bounded.claims(staged)["strikes"]
        assert len(bounded.processes) == 2
    assert alone.kept.height == 10
    assert alone.refused.height == 1
    assert together.kept.equals(alone.kept)
    assert together.kept.schema == alone.kept.schema
    assert together.refused.equals(alone.refused)


def test_a_text_that_fails_is_quarantined_alone(warehouse, here, monkeypatch) -> None:
    monkeypatch.setattr(apart, "ATTEMPTS", 1)
    source = declared("costly", documents=["*.txt"], is_snapshot=False)
    folder = here.inbox / "costly"
    folder.mkdir(parents=True)
    for name in ("dies", "endless", "fails", "good"):
        (folder / f"{name}.txt").write_text(f"{NIGHT.format(day=5, launched=183)} {name}")
    land_files(here, {"costly": source})
    catalogue.list_documents(warehouse, Archive(here.archive))
    reader = SourceReader(source, costly_texts, "1")
    counts = ingest(warehouse, Archive(here.archive), reader, Budget(seconds=1.5))
    assert counts.documents == 4
    assert counts.claims == {"strikes": 1}
    rows = warehouse.rows("select uri, reason from quality.quarantined_rows")
    reasons = {uri.rsplit("/", 1)[-1]: reason for uri, reason in rows}
    assert reasons.keys() == {"dies.txt", "endless.txt", "fails.txt"}
    assert "ended with signal 9" in reasons["dies.txt"]
    assert "took more than 1.5 seconds" in reasons["endless.txt"]
    assert "LookupError: of all things" in reasons["fails.txt"]


def test_chunks_hold_every_text_once_and_in_order() -> None:
    staged = posts(20)
    parts = list(crew.chunks(staged, 2))
    assert pl.concat(parts).equals(staged)
    assert len(parts) > 5
    assert all(part["text"].str.len_chars().sum() < 2 * crew.CHUNK for part in parts)


def test_chunks_are_smaller_in_the_end_and_never_too_large(monkeypatch) -> None:
    monkeypatch.setattr(crew, "LARGEST", 600)
    sizes = [int(part["text"].str.len_chars().sum()) for part in crew.chunks(posts(60), 2)]
    assert sizes[0] > crew.CHUNK > sizes[-1]
    assert max(sizes) <= crew.LARGEST


def test_few_texts_start_no_process(monkeypatch) -> None:
    monkeypatch.setattr(crew, "FEWEST", 10**6)
    monkeypatch.setattr(apart.ReaderProcess, "_started", lambda _: pytest.fail("a process started"))
    with BoundedReader.of(reader_of("ukraine_air_force"), Budget()) as bounded:
        assert bounded.claims(posts(4))["strikes"].kept.height > 0
