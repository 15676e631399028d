"""Documents taken out of the ledger: kept in the archive, with who took them out, and why.

The record is beside the document's own, at `<aa>/<sha256>.<source>.withdrawn`. A withdrawn document
is listed and read no more, and does not land again while its file stays in the inbox. The record
stays when the document is brought back and says so: if it were deleted, `ledger restore` would copy
it back from a backup. Removing rows from the build file does not belong here (staging/forget.py).
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.landing.archive import Archive, Record, is_withdrawn, mark_of, place, read_record

SHORTEST = 6
"""Fewest characters by which an id or a hash can be given."""


class NotWithdrawn(ValueError):
    """Words that name no document, or several, or one that is in the wrong state."""


@dataclass(frozen=True)
class Withdrawal:
    """One document that was taken out. `brought_back_at`: when that was undone; null if not."""

    document_id: str
    source: str
    uri: str
    reason: str
    withdrawn_at: str
    brought_back_at: str | None = None


def withdraw(archive: Archive, document: str, reason: str) -> Record:
    """Take a document out; raises `NotWithdrawn`.

    `document`: its id, its hash, the beginning of either, its uri, or its file name.
    """
    sidecar = _find(archive, document)
    record = read_record(sidecar)
    if not reason.strip():
        raise NotWithdrawn("--reason is blank: say why the document is withdrawn")
    if is_withdrawn(sidecar):
        raise NotWithdrawn(f"{record.uri}: is withdrawn already; --undo brings it back")
    _write(
        sidecar,
        Withdrawal(record.document_id, record.source, record.uri, reason.strip(), _now()),
    )
    return record


def bring_back(archive: Archive, document: str) -> Record:
    """Undo `withdraw`; raises `NotWithdrawn`."""
    sidecar = _find(archive, document)
    record = read_record(sidecar)
    if not is_withdrawn(sidecar):
        raise NotWithdrawn(f"{record.uri}: is not withdrawn")
    _write(sidecar, replace(_read(mark_of(sidecar)), brought_back_at=_now()))
    return record


def withdrawn(archive: Archive) -> Iterator[Withdrawal]:
    """All documents that are out, in no order; raises `ValueError` naming a damaged record."""
    return (_read(mark) for mark in archive.marks())


def _read(mark: Path) -> Withdrawal:
    try:
        return Withdrawal(**json.loads(mark.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{mark}: not a record of a withdrawal: {error}") from error


def _write(sidecar: Path, mark: Withdrawal) -> None:
    place(mark_of(sidecar), json.dumps(asdict(mark), ensure_ascii=False, indent=1).encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _find(archive: Archive, document: str) -> Path:
    """The record of the one document that the words name."""
    words = document.strip()
    found = [(sidecar, read_record(sidecar)) for sidecar in archive.all_sidecars()]
    for is_named in (_is_exactly, _begins_with, _is_file):
        matching = [(sidecar, record) for sidecar, record in found if is_named(record, words)]
        if len(matching) == 1:
            return matching[0][0]
        if matching:
            names = "; ".join(sorted(f"{one.document_id} {one.uri}" for _, one in matching)[:10])
            raise NotWithdrawn(f"{words!r} names {len(matching)} documents, use an id: {names}")
    raise NotWithdrawn(
        f"{words!r}: no document of the archive has this id, hash or name; `ledger quarantine` "
        "and landed.documents list them"
    )


def _is_exactly(record: Record, words: str) -> bool:
    return words in (record.document_id, record.sha256, record.uri)


def _begins_with(record: Record, words: str) -> bool:
    is_long_enough = len(words) >= SHORTEST
    return is_long_enough and (
        record.document_id.startswith(words) or record.sha256.startswith(words)
    )


def _is_file(record: Record, words: str) -> bool:
    return record.uri.rsplit("/", 1)[-1] == words
