"""Trains the statistical reader: `python -m benchmarks.train_reader [--measure] [--gold DIR ...]`.

The examples are the labelled texts of every set in ../shared/gold and the cases of
tests/extraction; `--gold` names the sets instead. The weights are written to
pipelines/extraction/readers/roles.weights; those of the package were also trained on 353 texts of
the press and of Telegram that are not kept here.
`--measure` writes nothing: it prints precision and recall on texts that were left out, each set
with a model of the others, and in five folds.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.training.examples import Example, examples, labelled_texts
from benchmarks.training.fit import fitted
from benchmarks.training.left_out import NOTHING, Texts, scored, scored_in_folds, summary
from pipelines.extraction.readers.statistical import WEIGHTS, Model
from tests.extraction.cases import cases, document_of, texts_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, or measure; 2 if the labels are not there, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_reader")
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    sets = [beside / "gold", beside / "gold" / "second"]
    parser.add_argument("--gold", type=Path, nargs="*", default=sets, help="gold.jsonl and docs/")
    parser.add_argument("--measure", action="store_true", help="print figures on texts left out")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the file to write")
    options = parser.parse_args(arguments)
    for folder in options.gold:
        if not (folder / "gold.jsonl").is_file():
            print(f"train_reader: no gold.jsonl in {folder}", file=sys.stderr)
            return 2
    texts: dict[str, Texts] = {folder.name: labelled_texts(folder) for folder in options.gold}
    seen = {
        document.id: examples(label, document)
        for each in texts.values()
        for label, document in each
    }
    ours = _examples_of_cases()
    if options.measure:
        _measure(texts, seen, ours)
        return 0
    model = fitted([*(one for each in seen.values() for one in each), *ours])
    write(options.weights, model)
    print(f"{sum(map(len, seen.values()))} examples of labels, {len(ours)} of cases")
    return 0


def write(path: Path, model: Model) -> None:
    """Write a model as statistical.py reads it."""
    header = {
        "roles": model.roles,
        "buckets": model.buckets,
        "scale": model.scale,
        "threshold": model.threshold,
    }
    weights = bytes(weight & 0xFF for weight in model.weights)
    path.write_bytes(json.dumps(header).encode() + b"\n" + weights)


def _examples_of_cases() -> list[Example]:
    return [
        example
        for _, case in cases()
        for text in texts_of(case)
        for example in examples(None, document_of(case, text))
    ]


def _measure(texts: dict[str, Texts], seen: dict[str, list[Example]], ours: list[Example]) -> None:
    for name, left_out in texts.items():
        others = [
            one for other, each in texts.items() if other != name
            for _, document in each for one in seen[document.id]
        ]  # fmt: skip
        print(f"{name}: {summary(scored(left_out, lambda _: NOTHING))} without the reader")
        for known, more in (("the other sets", []), ("the other sets and the cases", ours)):
            if others or more:
                model = fitted([*others, *more])
                print(f"{name}: {summary(scored(left_out, lambda _, m=model: m))} with {known}")
    every = [one for each in texts.values() for one in each]
    print(f"all: {summary(scored(every, lambda _: NOTHING))} without the reader")
    for known, more in (("the other folds", []), ("the other folds and the cases", ours)):
        print(f"all: {summary(scored_in_folds(every, seen, more, fitted))} with {known}")


if __name__ == "__main__":
    sys.exit(main())
