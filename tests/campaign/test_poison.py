"""Generated poison over all sources: each document is read, or refused with its name and reason."""

import random
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.settings import Settings
from tests.campaign import FULL
from tests.running import as_far_as_claims, refreshed

POISONED = 300 if FULL else 30

DEEP = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
BOMB = b"a: &a [x,x,x]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c]\n" % (c, c, c - 1, c - 1, c - 1) for c in range(98, 108)
)


def poisons(content: bytes, draw: random.Random) -> bytes:
    """A document in which one thing is wrong."""
    place = draw.randrange(len(content) or 1)
    change = draw.choice(
        ("cut", "flip", "nul", "bytes", "quote", "huge", "date", "deep", "bomb", "url", "empty")
    )
    insert = {
        "nul": b"\x00" * 50,
        "bytes": b"\xff\xfe\xc0",
        "quote": b'"',
        "huge": b"9" * 400,
        "date": b"2026-13-45",
        "deep": DEEP,
        "bomb": b"---\n" + BOMB + b"---\n",
        "url": b'<a href="http://[foo"><meta charset="undefined">',
    }
    if change == "cut":
        return content[:place]
    if change == "empty":
        return b""
    if change == "flip":
        flipped = bytearray(content)
        for _ in range(20):
            flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
        return bytes(flipped)
    return content[:place] + insert[change] + content[place:]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, int]:
    """A data folder read once as far as the claims, and how many poisoned files it was given."""
    here = Settings(data=tmp_path_factory.mktemp("poisoned"))
    draw = random.Random(2026)
    samples = [
        (source, file)
        for source in all_sources()
        for file in sorted((SOURCES / source / "sample").iterdir())
        if file.name != "expected.json"
    ]
    for number in range(POISONED):
        source, sample = samples[number % len(samples)]
        target = here.inbox / source / f"{sample.stem}_poison_{number}{sample.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(poisons(sample.read_bytes(), draw))
    for source, sample in samples:
        (here.inbox / source).mkdir(parents=True, exist_ok=True)
        shutil.copy(sample, here.inbox / source / f"{sample.stem}_good{sample.suffix}")
    assert refreshed(here, as_far_as_claims()).success
    return here, POISONED


def asked(here: Settings, query: str) -> list[tuple]:
    """Rows of a query on the build file."""
    with duckdb.connect(str(here.build), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_document_was_read_or_refused_with_a_reason(poisoned: tuple[Settings, int]) -> None:
    here, _ = poisoned
    [(landed, silent)] = asked(
        here,
        "select count(*), count(*) filter (where not read.is_readable and not exists ("
        "from quality.quarantined_rows as rows where rows.document_id = read.document_id)) "
        "from landed.documents inner join quality.documents_read as read using (document_id)",
    )
    [(documents,)] = asked(here, "select count(*) from landed.documents")
    assert landed == documents
    assert silent == 0


def test_every_reason_says_something_and_no_row_is_lost(poisoned: tuple[Settings, int]) -> None:
    here, _ = poisoned
    assert asked(here, "from quality.quarantined_rows where coalesce(trim(reason), '') = ''") == []
    assert (
        asked(
            here,
            "from quality.documents_read "
            "where is_readable and rows_in <> rows_staged + rows_refused",
        )
        == []
    )


def test_the_good_documents_beside_the_poison_were_read(poisoned: tuple[Settings, int]) -> None:
    here, _ = poisoned
    files = {
        f"{source}/{file.stem}_good{file.suffix}"
        for source in all_sources()
        for file in (SOURCES / source / "sample").iterdir()
        if file.name not in {"expected.json", "menu_only.html", "bad_date.txt"}
    }
    read = asked(
        here,
        "select documents.uri from landed.documents as documents "
        "inner join quality.documents_read as read using (document_id) "
        "where read.is_readable and documents.uri like '%\\_good.%' escape '\\'",
    )
    found = {"/".join(Path(uri).parts[-2:]) for (uri,) in read}
    assert found == files
