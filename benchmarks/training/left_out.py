"""Precision and recall of tiers A and B with a statistical reader that has not seen the texts."""

from collections.abc import Callable, Mapping, Sequence

from benchmarks.scoring.documents import score_document
from benchmarks.scoring.tally import Score
from benchmarks.training.examples import Example, Label
from pipelines.extraction.document import Document
from pipelines.extraction.extract import FAMILIES
from pipelines.extraction.readers.statistical import Model
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.tiers import graded

NOTHING = Model(("none",), buckets=1, scale=1.0, threshold=2.0, weights=(0,))
"""A model that confirms no claim."""

Texts = Sequence[tuple[Label, Document]]


def folds(texts: Texts, count: int) -> dict[str, int]:
    """The fold of each document, by the order of the documents."""
    return {document.id: index % count for index, (_, document) in enumerate(texts)}


def scored(texts: Texts, model_of: Callable[[Document], Model]) -> Score:
    """The score of the texts, each with its own model."""
    score = Score()
    for label, document in texts:
        text = AnnotatedText(document)
        found = [claim for claims in FAMILIES.values() for claim in claims(text)]
        claims = graded(text, found, model=model_of(document))
        score_document(score, label, [{"family": one.family, **one.values} for one in claims])
    return score


def scored_in_folds(
    texts: Texts,
    seen: Mapping[str, Sequence[Example]],
    more: Sequence[Example],
    fit: Callable[[Sequence[Example]], Model],
    count: int = 5,
) -> Score:
    """The score of the texts, each with a model of the other folds and of `more` examples."""
    of_document = folds(texts, count)
    models = [
        fit(
            [
                *more,
                *(one for name, fold in of_document.items() if fold != left for one in seen[name]),
            ]
        )
        for left in range(count)
    ]
    return scored(texts, lambda document: models[of_document[document.id]])


def summary(score: Score) -> str:
    """Right, wrong, precision and recall of the claims of tiers A and B."""
    tiers = [score.total(what="rows", tier=tier) for tier in ("A", "B")]
    right, wrong = sum(one.right for one in tiers), sum(one.wrong for one in tiers)
    every = score.total(what="rows")
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (every.right + every.missed) if every.right + every.missed else 0.0
    return f"A+B {right} right, {wrong} wrong, P {precision:.3f}, R {recall:.3f}"
