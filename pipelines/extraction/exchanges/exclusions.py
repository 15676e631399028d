"""Recognises groups outside an exchange: planned, counted over time, captured, commemorated."""

from pipelines.extraction.exchanges import reach
from pipelines.extraction.exchanges.groups import Group
from pipelines.extraction.sentence.distance import clause_start, follows
from pipelines.extraction.text.annotation import AnnotatedText, Sentence
from pipelines.extraction.text.lexicon import Mark

_ORDINAL_SUFFIXES = frozenset(("st", "nd", "rd", "th", "й", "а"))


def is_excluded(text: AnnotatedText, sentence: Sentence, group: Group) -> bool:
    """Whether a sentence shows that a group was not handed over in one exchange."""
    start = clause_start(text, sentence, group.first)
    return (
        _is_planned(text, sentence, group, start)
        or _is_running_total(text, sentence, group, start)
        or any(follows(group, mark, reach.CAPTURE) for mark in sentence.of("capture"))
        or any(
            mark.value == "commemorative" and mark.first < group.first
            for mark in sentence.of("stance")
        )
    )


def is_month_of_may(text: AnnotatedText, mark: Mark) -> bool:
    """Whether a "may" is the month, not the verb of a plan."""
    token = text.tokens[mark.first]
    return token.norm == "may" and token.is_capital


def _is_planned(text: AnnotatedText, sentence: Sentence, group: Group, start: int) -> bool:
    """Whether the words say "agreed", "expected" or "not" of the group, in its clause or verb."""
    events = {mark.first for mark in sentence.of("exchange_event")}
    verbs = sentence.of("exchange_verb")
    governing = min(
        (mark.first for mark in verbs if mark.first >= group.last and mark.first not in events),
        default=-1,
    )
    for mark in sentence.of("not_exchanged"):
        if is_month_of_may(text, mark):
            continue
        if start <= mark.first < group.first or 0 <= governing - mark.last <= reach.PLAN_VERB:
            return True
        if mark.first < group.first and not any(
            mark.last <= verb.first and verb.last <= group.first for verb in verbs
        ):
            return True
    return False


def _is_running_total(text: AnnotatedText, sentence: Sentence, group: Group, start: int) -> bool:
    """Whether the number sums up a longer time: "since 2022", "this year"."""
    is_dated = any(when.is_explicit for when in sentence.whens)
    return any(
        not is_dated or mark.first < group.first or start <= mark.first < group.last
        for mark in sentence.of("running_total")
        if not _counts_exchanges(text, sentence, mark)
    )


def _counts_exchanges(text: AnnotatedText, sentence: Sentence, mark: Mark) -> bool:
    """Whether a running total numbers exchanges, not people: "the third exchange this year"."""
    if sentence.has("all_together"):
        return False
    if any(
        follows(mark, each, reach.ORDINAL) for each in sentence.of("ordinal_word", "superlative")
    ):
        return True
    first = max(sentence.first, mark.first - reach.ORDINAL_SUFFIX)
    return any(token.norm in _ORDINAL_SUFFIXES for token in text.tokens[first : mark.first])
