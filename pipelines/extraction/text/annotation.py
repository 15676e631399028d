"""One document, read once: tokens, sentences, and in each its marks, quantities and times.

Families look at this and never at raw text. Nothing here decides what a sentence claims.
"""

from dataclasses import dataclass, field
from functools import cached_property

from pipelines.extraction.document import Document, Evidence
from pipelines.extraction.text.dates import KYIV, MOSCOW, Calendar, When, calendar, whens
from pipelines.extraction.text.language import language
from pipelines.extraction.text.lexicon import Mark, abbreviations, lexicon
from pipelines.extraction.text.numbers import Quantity, quantities
from pipelines.extraction.text.tokens import Token, sentences, tokenise


@dataclass(slots=True)
class Sentence:
    """Tokens [first, last) of a document: a sentence, a list item or a heading.

    `marks`, `quantities` and `whens` carry token indices of the whole document.
    """

    index: int
    first: int
    last: int
    paragraph: int
    is_bullet: bool
    is_upper: bool
    marks: list[Mark]
    by_kind: dict[str, list[Mark]]
    quantities: list[Quantity] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Mark]:
        """The marks of these kinds, in order."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        return [mark for mark in self.marks if mark.kind in kinds]

    def has(self, kind: str, *values: str) -> bool:
        """Whether a mark of this kind (and one of these values, if given) is there."""
        marks = self.by_kind.get(kind)
        if marks is None or not values:
            return marks is not None
        return any(mark.value in values for mark in marks)


class AnnotatedText:
    """The annotated view of one document that every family shares."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lang = language(document)

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens; none where no word of the lexicon stands in the text."""
        return tokenise(self.text) if lexicon(self.lang).speaks_in(self.text) else []

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences, list items and headings in order, fully marked."""
        words = lexicon(self.lang)
        tokens = self.tokens
        found: list[Sentence] = []
        for span in sentences(tokens, self.text, abbreviations(self.lang)):
            marks = words.marks(tokens, span.first, span.last)
            raw = self.text[tokens[span.first].start : tokens[span.last - 1].end]
            by_kind: dict[str, list[Mark]] = {}
            for mark in marks:
                by_kind.setdefault(mark.kind, []).append(mark)
            found.append(
                Sentence(
                    len(found), span.first, span.last, span.paragraph, span.is_bullet,
                    raw.isupper(), marks, by_kind,
                )
            )  # fmt: skip
        known = self._calendar(found)
        for sentence in found:
            sentence.whens, taken = whens(
                tokens, sentence.first, sentence.last, sentence.by_kind, known
            )
            taken.update(
                index
                for mark in sentence.of("weapon")
                for index in range(mark.first, mark.last)
            )  # fmt: skip
            sentence.quantities = quantities(
                tokens, sentence.first, sentence.last, sentence.by_kind, taken
            )
        self._known = known
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """What is known of the document's own day; zone is Moscow for Russian texts, else Kyiv."""
        self.sentences  # noqa: B018 - the calendar is built with the sentences
        return self._known

    def _calendar(self, found: list[Sentence]) -> Calendar:
        zone = MOSCOW if self.lang == "ru" else KYIV
        marks = [mark for sentence in found for mark in sentence.of("month")]
        return calendar(self.document, zone, self.tokens, marks)

    def quote(self, first: int, last: int) -> str:
        """The text of tokens [first, last)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def evidence(self, name: str, first: int, last: int) -> Evidence:
        """Evidence for the column `name` from tokens [first, last)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Evidence(name, self.text[start:end], start, end)

    def words(self, first: int, last: int) -> list[str]:
        """The normalised words of tokens [first, last)."""
        return [token.norm for token in self.tokens[first:last]]
