"""Sizes that files and functions may have, so that each can be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from pipelines.paths import ROOT

LINES = {"pipelines/**/*.py": 400, "tests/**/*.py": 400, "docs/*.py": 400, "sql/**/*.sql": 200}
"""Most lines of the files of each pattern."""

FUNCTION = 60
"""Most lines of a function."""


def test_files_can_be_read_at_once() -> None:
    long = {
        f"{file.relative_to(ROOT)}: {lines}"
        for pattern, most in LINES.items()
        for file in ROOT.glob(pattern)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > most
    }
    assert long == set()


def test_functions_can_be_read_at_once() -> None:
    long = {
        f"{file.relative_to(ROOT)} {name}: {lines}"
        for file in ROOT.glob("pipelines/**/*.py")
        for name, lines in _functions(file)
        if lines > FUNCTION
    }
    assert long == set()


def _functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
