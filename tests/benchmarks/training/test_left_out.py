"""Figures on texts that a model has not seen."""

from datetime import date

from benchmarks.training.examples import Example
from benchmarks.training.left_out import NOTHING, folds, scored_in_folds, summary
from pipelines.extraction.document import Document
from pipelines.extraction.readers.statistical import Model

TEXT = "Overnight into February 5, Russia launched three dozen drones."
DRONES = {"night_of": "2026-02-05", "attacker": "RUS", "weapon_class": "drone", "launched": 36}
TEXTS = [
    (
        {"id": name, "strikes": [DRONES]},
        Document(name, TEXT, published_on=date(2026, 2, 5), lang="en"),
    )
    for name in "abc"
]
EVERYTHING = Model(("launched",), buckets=1, scale=1.0, threshold=0.0, weights=(0,))


def test_a_document_is_scored_by_a_model_that_has_not_seen_it() -> None:
    seen = {name: [Example((), name)] for name in "abc"}
    fits: list[list[str]] = []

    def fit(examples) -> Model:
        fits.append([example.role for example in examples])
        return EVERYTHING if "a" in fits[-1] else NOTHING

    score = scored_in_folds(TEXTS, seen, [], fit, count=3)
    assert fits == [["b", "c"], ["a", "c"], ["a", "b"]]
    assert summary(score) == "A+B 2 right, 0 wrong, P 1.000, R 0.667"


def test_folds_follow_the_order_of_the_documents() -> None:
    assert folds(TEXTS, 2) == {"a": 0, "b": 1, "c": 0}
