"""Makes the report of a publication and puts it into a folder, file by file, each atomically.

`index.html` comes last and needs no other file. A report is not made again while publication,
earlier publication and the project's files are the same.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.landing.archive import sha256_of
from pipelines.paths import ROOT
from pipelines.report.data import open_data
from pipelines.report.page import files

STATE = "report.json"
"""File that says what a report was made from."""

PATTERNS = ("pipelines/report/**/*.*", "sql/report/*.sql")
"""Files that decide what a report looks like."""


@dataclass(frozen=True)
class Made:
    """A report. `is_new`: whether it was made now."""

    page: Path
    is_new: bool


def make(publication: Path, before: Path | None, folder: Path) -> Made:
    """Make the report of a publication in a folder, unless it is there already.

    `before`: the publication before, for what changed. Raises `FileNotFoundError` and
    `NotReadable`.
    """
    for file in (publication, before):
        if file is not None and not file.exists():
            raise FileNotFoundError(f"{file}: nothing is published there; run `ledger refresh`")
    folder = folder.expanduser().resolve()
    page = folder / "index.html"
    origin = _origin(publication, before)
    last = _state(folder)
    if last.get("origin") == origin and all((folder / name).exists() for name in last["files"]):
        return Made(page, is_new=False)
    with open_data(publication, before) as data:
        written = dict(files(data))
    for name, content in sorted(written.items(), key=lambda item: item[0] == page.name):
        _replace(folder / name, content)
    for name in set(last.get("files", ())) - written.keys():
        (folder / name).unlink(missing_ok=True)
    state = {"origin": origin, "files": sorted(written)}
    _replace(folder / STATE, (json.dumps(state, indent=1) + "\n").encode())
    return Made(page, is_new=True)


def _origin(publication: Path, before: Path | None) -> str:
    hashed = hashlib.sha256()
    for pattern in PATTERNS:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                hashed.update(path.name.encode() + path.read_bytes())
    hashed.update(sha256_of(publication).encode())
    hashed.update(sha256_of(before).encode() if before else b"")
    return hashed.hexdigest()


def _state(folder: Path) -> dict:
    try:
        return json.loads((folder / STATE).read_text())
    except (OSError, ValueError):
        return {}


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that readers see the old or the new one; equal content is left alone."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, path)
