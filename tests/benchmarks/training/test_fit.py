"""The fit: a model that tells roles apart by what it has seen."""

from benchmarks.training.examples import Example
from benchmarks.training.fit import fitted

SEEN = [
    Example(("launched", "drones"), "launched"),
    Example(("fired", "drones"), "launched"),
    Example(("downed", "drones"), "stopped"),
    Example(("shot", "drones"), "stopped"),
]


def test_what_was_seen_decides_and_what_was_not_does_not() -> None:
    model = fitted(SEEN)
    assert model.probabilities(["fired", "drones"])["launched"] > 0.7
    assert model.probabilities(["downed", "missiles"])["stopped"] > 0.7
    assert 0.4 < model.probabilities(["drones"])["launched"] < 0.6


def test_the_fit_is_the_same_each_time() -> None:
    assert fitted(SEEN) == fitted(SEEN)
