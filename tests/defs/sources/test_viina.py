"""VIINA: every row of a real file is a claim."""

import pytest

from tests.sources import claimed


@pytest.mark.parametrize("file", ["VIINA_2024_REBUILD.csv", "VIINA_2025_REBUILD.csv"])
def test_every_row_of_a_real_file_is_a_claim(shared, file: str):
    rows_in, kept, refused = claimed("viina", "violence", shared / "data" / "viina" / file)
    assert refused["reason"].to_list() == []
    assert kept.height == rows_in > 100
