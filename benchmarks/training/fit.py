"""The fit of the statistical reader: a multinomial logistic regression with a penalty on weights.

There are far fewer examples than buckets, so that the fit looks for a coefficient of each example
(W = X'A) and never holds more than their products with each other. Examples do not belong here.
"""

from collections.abc import Sequence

import numpy as np

from benchmarks.training.examples import Example
from pipelines.extraction.readers.statistical import Model, buckets_of

BUCKETS = 8192
PENALTY = 0.1
SHARPNESS = 8.0  # squared length of the features of one example
STEPS = 200
THRESHOLD = 0.7


def fitted(examples: Sequence[Example], threshold: float = THRESHOLD) -> Model:
    """The model of these examples, its weights rounded to a byte."""
    roles = tuple(sorted({example.role for example in examples}))
    seen = np.zeros((len(examples), BUCKETS))
    for row, example in enumerate(examples):
        places = list(buckets_of(example.seen, BUCKETS))
        seen[row, places] = (SHARPNESS / len(places)) ** 0.5
    wanted = np.array([[example.role == role for role in roles] for example in examples], float)
    weights = seen.T @ _coefficients(seen @ seen.T, wanted)
    unit = float(np.abs(weights).max()) / 127
    rounded = np.rint(weights / unit).astype(np.int8)
    scale = float(f"{unit * SHARPNESS**0.5:.6g}")
    return Model(roles, BUCKETS, scale, threshold, rounded.ravel().tolist())


def _coefficients(products: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The coefficient of each example and role, by gradient descent with momentum (Adam)."""
    found, mean, spread = (np.zeros_like(wanted) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = products @ found
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = odds / odds.sum(axis=1, keepdims=True) - wanted + PENALTY * found
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        rate = 0.5 * (1 - step / STEPS + 0.01)
        found = found - rate * (mean / (1 - 0.9**step)) / (
            np.sqrt(spread / (1 - 0.999**step)) + 1e-8
        )
    return found
