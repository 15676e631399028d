"""Rows of many documents are mapped at once, each beside the document that it is from."""

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.document import PIECE_ROWS, REFUSED, Document, ParsedDocument
from pipelines.staging.portions import ReadDocument, beside_document, portions


def parsed(*sizes: int) -> list[ReadDocument]:
    """A document of each size; a row's cell is the number of its document."""
    refused = pl.DataFrame(schema=REFUSED)
    return [
        ReadDocument(
            Document(f"d{number}", f"inbox/acme/{number}.csv", Path("day.csv")),
            f"2026-02-{number + 1:02}",
            ParsedDocument.whole(
                pl.DataFrame({"cell": [str(number)] * size}, schema={"cell": pl.String}),
                refused, size,
            ),
        )
        for number, size in enumerate(sizes)
    ]  # fmt: skip


@given(st.lists(st.integers(0, 40), max_size=12))
def test_every_row_comes_once_beside_its_document(sizes: list[int]) -> None:
    frames = list(portions(parsed(*sizes)))
    rows = [row for frame in frames for row in frame.iter_rows()]
    assert rows == [
        (str(number), f"d{number}", f"2026-02-{number + 1:02}")
        for number, size in enumerate(sizes)
        for _ in range(size)
    ]
    assert all(frame.n_chunks() == 1 for frame in frames)


def test_small_documents_are_together_and_the_pieces_of_a_large_one_apart(monkeypatch) -> None:
    monkeypatch.setattr("pipelines.staging.portions.PORTION_ROWS", 4)
    monkeypatch.setattr("pipelines.staging.portions.LEAST_ROWS", 3)
    heights = [frame.height for frame in portions(parsed(2, 2, 1, 3, 1, PIECE_ROWS + 1, 2, 2))]
    assert heights == [4, 1, 3, 1, PIECE_ROWS, 3, 2]


def test_the_rows_of_one_document_have_its_id_and_date() -> None:
    ((document, known_on, reading),) = parsed(2)
    frame = beside_document(reading.rows, document, known_on)
    assert frame.rows() == [("0", "d0", "2026-02-01")] * 2


def test_a_piece_of_several_chunks_becomes_one() -> None:
    ((document, known_on, reading),) = parsed(2)
    frame = beside_document(pl.concat([reading.rows, reading.rows]), document, known_on)
    assert set(frame.n_chunks("all")) == {1}
