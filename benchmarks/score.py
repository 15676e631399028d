"""Extraction measured against labelled texts: `python -m benchmarks.score [--gold DIR]`.

`benchmarks.scoring` holds the rules. No rule of extraction may be written to please one label.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.scoring.documents import score_document
from benchmarks.scoring.gold import predict, read_gold
from benchmarks.scoring.report import print_golden, print_score
from benchmarks.scoring.tally import Score


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; 2 when the labels are not there, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score")
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    parser.add_argument("--gold", type=Path, default=beside / "gold", help="gold.jsonl and docs/")
    parser.add_argument("--golden", type=Path, default=beside / "data" / "golden")
    options = parser.parse_args(arguments)
    if not (options.gold / "gold.jsonl").is_file():
        print(f"score: no gold.jsonl in {options.gold}; name its folder: --gold DIR",
              file=sys.stderr)  # fmt: skip
        return 2
    score = Score()
    for label, text in read_gold(options.gold):
        score_document(score, label, predict(label, text))
    console = Console(width=None if sys.stdout.isatty() else 140, soft_wrap=True)
    print_score(console, score)
    if (options.golden / "expected.jsonl").is_file():
        print_golden(console, options.golden)
    return 0


if __name__ == "__main__":
    sys.exit(main())
