"""Extraction measured against labelled texts: `python -m benchmarks.score [--gold DIR ...]`.

Without `--gold`, every set in ../shared/gold is scored, and then the texts that are not strikes.
`benchmarks.scoring` holds the rules. No rule of extraction may be written to please one label.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.scoring.documents import score_document
from benchmarks.scoring.gold import predict, read_gold, read_lines
from benchmarks.scoring.labels import fields_stated
from benchmarks.scoring.report import print_golden, print_negatives, print_score, print_tiers
from benchmarks.scoring.tally import Score

NEGATIVES = "negatives.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; 2 when the labels are not there, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score")
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    sets = [beside / "gold", beside / "gold" / "second"]
    parser.add_argument("--gold", type=Path, nargs="*", default=sets, help="gold.jsonl and docs/")
    parser.add_argument("--golden", type=Path, default=beside / "data" / "golden")
    options = parser.parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 140, soft_wrap=True)
    score = Score()
    for folder in options.gold:
        if not (folder / "gold.jsonl").is_file():
            print(f"score: no gold.jsonl in {folder}; name its folder: --gold DIR",
                  file=sys.stderr)  # fmt: skip
            return 2
        texts = list(read_gold(folder))
        fields = fields_stated(label for label, _ in texts)
        for label, text in texts:
            score_document(score, label, predict(label, text), folder.name, fields)
    print_score(console, score)
    print_tiers(console, score)
    for folder in options.gold:
        if (folder / NEGATIVES).is_file():
            print_negatives(console, read_lines(folder / NEGATIVES))
    if (options.golden / "expected.jsonl").is_file():
        print_golden(console, options.golden)
    return 0


if __name__ == "__main__":
    sys.exit(main())
