"""Recognises the kind of a text, and lines that are not sentences.

Official posts in Ukrainian and Russian are short and count one attack; articles mix attacks with
background. Headings, date lines and digests are recognised here, not what they count.
"""

from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.tokens import MARK

_SHORT = 2600  # characters; official posts are shorter
_DATELINE_SENTENCES = 3
_DIGEST_SENTENCES = 3
_HEADER_SENTENCES = 2


def is_press(text: AnnotatedText) -> bool:
    """Whether a text is an article: in another language than the parties', or long."""
    return not is_in_official_language(text) or len(text.document.text) > 2 * _SHORT


def is_short(text: AnnotatedText) -> bool:
    """Whether a text is as short as an official post."""
    return len(text.document.text) <= _SHORT


def is_in_official_language(text: AnnotatedText) -> bool:
    """Whether a text is in the language of one of the two armies."""
    return text.lang in ("uk", "ru")


def is_digest(text: AnnotatedText) -> bool:
    """Whether a text is the digest of a day or a week, whose totals are not events."""
    return any(sentence.has("digest") for sentence in text.sentences[:_DIGEST_SENTENCES])


def is_dateline(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence is a page's own stamp: a date alone at the top of an article."""
    is_top = sentence.index < _DATELINE_SENTENCES
    return is_top and is_press(text) and is_only_date(text, sentence)


def is_header(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a sentence is the headline: at the top, in capitals or without a full stop."""
    if sentence.index >= _HEADER_SENTENCES or sentence.is_bullet:
        return False
    if text.tokens[sentence.last - 1].norm not in ".!?:":
        return True
    return text.quote(sentence.first, sentence.last).isupper()


def is_only_date(text: AnnotatedText, sentence: Sentence) -> bool:
    """Whether a line holds a date and at most one word more."""
    if not sentence.whens:
        return False
    dated = {index for when in sentence.whens for index in range(when.first, when.last)}
    words = [
        index for index in range(sentence.first, sentence.last)
        if index not in dated and text.tokens[index].kind != MARK
    ]  # fmt: skip
    return len(words) <= 1
