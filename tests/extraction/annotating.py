"""Sentences as extraction sees them, for tests of what it builds on."""

from datetime import UTC, datetime

from pipelines.extraction.document import Document
from pipelines.extraction.text.annotation import AnnotatedText, Sentence

PUBLISHED = datetime(2026, 2, 5, 6, 30, tzinfo=UTC)  # a Thursday, 08:30 in Kyiv


def annotated(
    text: str,
    lang: str = "uk",
    published: datetime | None = PUBLISHED,
    publisher: str | None = None,
) -> AnnotatedText:
    """A text, by default published in the morning of a Thursday."""
    return AnnotatedText(Document("d", text, published, publisher=publisher, lang=lang))


def only_sentence(text: str, lang: str = "uk") -> Sentence:
    """The one sentence of a text."""
    [sentence] = annotated(text, lang).sentences
    return sentence
