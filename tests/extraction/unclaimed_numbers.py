"""What numbers of a text mean where no claim cites any, for tests of each family's part."""

from pipelines.extraction.explanation import explained
from tests.extraction.annotating import annotated


def meanings(text: str, lang: str = "en", publisher: str | None = None) -> dict[int, str]:
    found = explained(annotated(text, lang, publisher=publisher), [])
    return {one.value: one.explanation for one in found}
