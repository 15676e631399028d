"""A document's text, and its rows in pieces."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.staging.document import PIECE_ROWS, REFUSED, Document, ParsedDocument, Unreadable


def document(folder: Path, content: bytes) -> Document:
    path = folder / "0b5e"
    path.write_bytes(content)
    return Document("d", "inbox/acme/day.csv", path)


@pytest.mark.parametrize(
    ("content", "text"),
    [("Київ".encode(), "Київ"), (b"\xef\xbb\xbfa,b\n", "a,b\n"), (b"a\r\nb", "a\r\nb")],
)
def test_a_text_is_utf_8_with_or_without_its_mark(tmp_path, content: bytes, text: str) -> None:
    assert document(tmp_path, content).text() == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "day.csv: the file is empty"),
        (b" \n\t", "day.csv: the file is empty"),
        ("Київ".encode("cp1251"), "day.csv: byte 0xca at offset 0 is not UTF-8"),
        (b"ab\xff", "day.csv: byte 0xff at offset 2 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_the_name_of_the_file(tmp_path, content, reason) -> None:
    with pytest.raises(Unreadable) as error:
        document(tmp_path, content).text()
    assert str(error.value).startswith(reason)


@pytest.mark.parametrize(
    ("rows", "pieces"),
    [(0, [0]), (1, [1]), (PIECE_ROWS, [PIECE_ROWS]), (PIECE_ROWS + 1, [PIECE_ROWS, 1])],
)
def test_rows_come_in_pieces_in_order_and_more_than_once(rows: int, pieces: list[int]) -> None:
    frame = pl.DataFrame({"locator": pl.int_range(rows, eager=True), "cell": ["x"] * rows})
    parsed = ParsedDocument.whole(frame, pl.DataFrame(schema=REFUSED), rows)
    for _ in range(2):
        assert [piece.height for piece in parsed.pieces()] == pieces
    assert parsed.rows.equals(frame)
    selected = parsed.select("cell")
    assert selected.rows.columns == ["cell"]
    assert selected.rows_in == rows
