"""An API that answers in pages of CSV: all pages become one file.

Pages are kept as they come, so that an interrupted download goes on from the last one, if that is
less than a day old.
"""

import csv
import io
import shutil
import time
from pathlib import Path

from pipelines.landing.address import Pages
from pipelines.landing.archive import place
from pipelines.landing.errand import Errand, Got
from pipelines.landing.pace import Enough
from pipelines.landing.web import Refused

PARTS = "fetching"
"""Folder of the data folder with the pages of downloads that are not complete."""

OLDEST_PART = 86_400
"""Seconds after which the pages of an interrupted download are too old to be continued."""


def fetch(errand: Errand, pages: Pages) -> Got:
    """Ask for page after page and save them as one file if it differs from the one held.

    Raises `Refused` for an answer that is not CSV with the columns of the first page.
    """
    folder = errand.settings.data / PARTS / errand.source / pages.stem
    parts = _continued(folder)
    is_last = bool(parts) and _rows(parts[-1]) < pages.rows
    while not is_last:
        number = len(parts) + 1
        try:
            page = errand.ask(pages, pages.pages.replace("{page}", str(number)))
        except Enough as error:
            return Got(note=f"page {number}: {error}")
        content = page.content or b""
        _require_columns(content, parts[0] if parts else content, number)
        place(folder / f"{number:06}", content)
        parts.append(content)
        is_last = _rows(content) < pages.rows
    content = b"".join([parts[0], *(_below_header(part) for part in parts[1:])])
    last = errand.held(pages)
    is_new = last is None or last.read_bytes() != content
    got = errand.save(pages, content) if is_new else Got()
    shutil.rmtree(folder, ignore_errors=True)
    return got


def _continued(folder: Path) -> list[bytes]:
    """Pages of an interrupted download, in order; none if they are too old."""
    files = sorted(folder.glob("*"))
    if any(time.time() - file.stat().st_mtime > OLDEST_PART for file in files):
        shutil.rmtree(folder, ignore_errors=True)
        return []
    return [file.read_bytes() for file in files]


def _require_columns(content: bytes, first: bytes, number: int) -> None:
    header = content.partition(b"\n")[0].strip()
    if header != first.partition(b"\n")[0].strip() or b"," not in header or header[:1] in b"{[<":
        raise Refused(
            f"page {number} is not CSV with the columns of the first page; it begins with "
            f"{content[:80].decode('utf-8', 'replace')!r}"
        )


def _rows(content: bytes) -> int:
    """Records below the header; one may have several lines."""
    text = io.StringIO(content.decode("utf-8", "replace"), newline="")
    return sum(1 for record in csv.reader(text) if record) - 1


def _below_header(content: bytes) -> bytes:
    return content.partition(b"\n")[2]
