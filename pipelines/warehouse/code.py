"""The version of the project's own files: what every table follows from beside the documents."""

import hashlib
from functools import cache

from pipelines.paths import ROOT

PATTERNS = (
    "pipelines/**/*.py", "pipelines/**/*.csv", "pipelines/defs/**/*.yaml",
    "pipelines/extraction/*/patterns.yml", "pipelines/extraction/readers/*.weights",
    "sql/*/*.sql", "expectations/*.yml",
)  # fmt: skip
"""Files that decide what is read, built, checked and published."""


@cache
def code_version() -> str:
    """Hash of code, SQL, vocabulary and suites, as they were when this process first asked."""
    hashed = hashlib.sha256()
    for pattern in PATTERNS:
        for path in sorted(ROOT.glob(pattern)):
            hashed.update(path.relative_to(ROOT).as_posix().encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()
