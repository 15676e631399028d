"""One document with its tokens and sentences, and in each the marks, quantities and times.

Families read this and never the raw text. Claims do not belong here.
"""

from dataclasses import dataclass
from functools import cached_property

from pipelines.extraction.document import Document, Evidence
from pipelines.extraction.text.dates import calendar_of, times
from pipelines.extraction.text.language import language
from pipelines.extraction.text.lexicon import Mark, abbreviations, lexicon
from pipelines.extraction.text.numbers import Quantity, quantities
from pipelines.extraction.text.tokens import Span, Token, number_tokens, sentences, tokenise
from pipelines.extraction.text.when import KYIV, MOSCOW, Calendar, When
from pipelines.vocabulary.publishers import publisher_of


class ByKind(dict[str, list[Mark]]):
    """The marks of a sentence by kind, in order; none for a kind that it does not have."""

    def __missing__(self, kind: str) -> list[Mark]:
        return _NO_MARKS


_NO_MARKS: list[Mark] = []


@dataclass(frozen=True, slots=True)
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
            return self.by_kind.get(kinds[0], _NO_MARKS)
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
    def tokens(self) -> list[Token]:
        """All tokens; none if the text contains no word of the lexicon."""
        text = self.document.text
        return tokenise(text) if lexicon(self.lang).may_occur_in(text) else []

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
        months = (mark for _, marks in self._marked for mark in marks if mark.kind == "month")
        return calendar_of(self.document, zone, self.tokens, months)

    @cached_property
    def _marked(self) -> list[tuple[Span, list[Mark]]]:
        words = lexicon(self.lang)
        return [
            (span, words.marks(self.tokens, span.first, span.last))
            for span in sentences(self.tokens, self.document.text, abbreviations(self.lang))
        ]

    def _sentence(self, index: int, span: Span, marks: list[Mark]) -> Sentence:
        tokens, (first, last, paragraph, is_bullet) = self.tokens, span
        by_kind = ByKind()
        for mark in marks:
            kind = mark.kind
            if kind in by_kind:
                by_kind[kind].append(mark)
            else:
                by_kind[kind] = [mark]
        numbers = number_tokens(tokens, first, last)
        found = times(tokens, span, numbers, by_kind, self.calendar)
        counts = quantities(tokens, span, numbers, by_kind, found.taken)
        return Sentence(
            index, first, last, paragraph, is_bullet, marks, by_kind, counts, found.whens
        )

    def quote(self, first: int, last: int) -> str:
        """The characters of tokens [first, last)."""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]

    def evidence(self, name: str, first: int, last: int) -> Evidence:
        """Evidence for the column `name` from tokens [first, last)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Evidence(name, self.quote(first, last), start, end)
