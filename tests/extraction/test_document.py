"""What goes into extraction."""

from datetime import datetime

import pytest

from pipelines.extraction.document import Document


def test_a_naive_publication_time_is_refused() -> None:
    with pytest.raises(
        ValueError, match="d: published_at has no zone; give published_on for a day"
    ):
        Document("d", "", datetime(2026, 2, 5))
