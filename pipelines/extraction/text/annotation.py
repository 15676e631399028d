"""One document with its tokens and sentences, and in each the marks, quantities and times.

Families read this and never the raw text. Claims do not belong here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.extraction.document import Document, Evidence
from pipelines.extraction.text.dates import calendar_of, times
from pipelines.extraction.text.language import language
from pipelines.extraction.text.lexicon import NO_MARKS, ByKind, Mark, Marks, abbreviations, lexicon
from pipelines.extraction.text.numbers import Quantity, quantities
from pipelines.extraction.text.tokens import (
    Span,
    Token,
    Tokens,
    number_tokens,
    sentences,
    tokenise,
)
from pipelines.extraction.text.when import KYIV, MOSCOW, Calendar, When
from pipelines.vocabulary.publishers import publisher_of


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens [first, last) of a document: a sentence, a list item or a heading.

    `marks`, `quantities` and `whens` carry token indices of the document.
    """

    index: int
    first: int
    last: int
    paragraph: int
    is_bullet: bool
    marks: list[Mark]
    by_kind: ByKind
    quantities: list[Quantity]
    whens: list[When]

    def of(self, *kinds: str) -> list[Mark]:
        """The marks of these kinds, in order."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], NO_MARKS)
        present = [kind for kind in kinds if kind in self.by_kind]
        if not present:
            return []
        if len(present) == 1:
            return self.by_kind[present[0]]
        return [mark for mark in self.marks if mark.kind in present]

    def has(self, kind: str, *values: str) -> bool:
        """Whether the sentence has a mark of this kind (and of one of these values, if given)."""
        marks = self.by_kind.get(kind)
        if marks is None or not values:
            return marks is not None
        return any(mark.value in values for mark in marks)


class AnnotatedText:
    """The annotated view of one document that every family shares.

    `channel_side` is the warring side whose official channel published the document, else null.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = language(document)
        listed = publisher_of(document.publisher)
        self.channel_side = listed.channel_side if listed is not None else None

    @cached_property
    def placed(self) -> Tokens:
        """All tokens with their places; none if the text contains no word of the lexicon."""
        text = self.document.text
        return tokenise(text if lexicon(self.lang).may_occur_in(text) else "")

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All tokens; none if the text contains no word of the lexicon."""
        return self.placed.tokens

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences, list items and headings in order, with everything found in them."""
        return [
            self._sentence(index, span, marks) for index, (span, marks) in enumerate(self._marked)
        ]

    @cached_property
    def calendar(self) -> Calendar:
        """The dates of the document, in Moscow time for Russian texts, else in Kyiv time."""
        zone = MOSCOW if self.lang == "ru" else KYIV
        months = (mark for _, marks in self._marked for mark in marks.by_kind["month"])
        return calendar_of(self.document, zone, self.placed, months)

    @cached_property
    def _marked(self) -> list[tuple[Span, Marks]]:
        words = lexicon(self.lang)
        return [
            (span, words.marks(self.tokens, span.first, span.last))
            for span in sentences(self.placed, self.document.text, abbreviations(self.lang))
        ]

    def _sentence(self, index: int, span: Span, marks: Marks) -> Sentence:
        numbers = number_tokens(self.tokens, span.first, span.last)
        found = times(self.tokens, span, numbers, marks.by_kind, self.calendar)
        counts = quantities(self.placed, span, numbers, marks.by_kind, found.taken)
        return Sentence(index, *span, *marks, counts, found.whens)

    def start(self, first: int) -> int:
        """The character at which token `first` starts."""
        return self.placed.starts[first]

    def end(self, last: int) -> int:
        """The character behind the token before token `last`."""
        return self.placed.starts[last - 1] + self.tokens[last - 1].length

    def quote(self, first: int, last: int) -> str:
        """The characters of tokens [first, last)."""
        return self.document.text[self.start(first) : self.end(last)]

    def evidence(self, name: str, first: int, last: int) -> Evidence:
        """Evidence for the column `name` from tokens [first, last)."""
        start, end = self.placed.starts[first], self.end(last)
        return Evidence(name, self.document.text[start:end], start, end)
