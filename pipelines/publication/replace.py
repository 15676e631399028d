"""Replaces the publication so that a kill or a power cut at any moment leaves a publication that
readers can open, and a state that the next refresh repairs.

Four atomic steps: set a user's write-ahead log aside, keep the last publication under a second
name, replace the file, replace the manifest. Between the last two steps the manifest does not
describe the file; `repair` then finishes the replacement. The content of the file does not belong
here (publish.py).
"""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from pipelines.landing.archive import sha256_of
from pipelines.publication.manifest import (
    Manifest,
    intact_publication,
    manifest_path,
    read_manifest,
)
from pipelines.settings import Settings, stamp
from pipelines.warehouse.damage import wal_of
from pipelines.warehouse.sync import sync

FOREIGN = "foreign-wal"
"""Part of the name of a write-ahead log that was set aside."""


def fresh_path(target: Path) -> Path:
    """Path at which the successor of a file is written: a hidden name in the same folder."""
    return target.with_name(f".{target.name}.new")


def put_in_place(settings: Settings, manifest: Manifest) -> None:
    """Replace the publication with the file at `fresh_path`, and its manifest with this one."""
    fresh, fresh_manifest = fresh_path(settings.warehouse), fresh_path(manifest_path(settings))
    sync(fresh)
    fresh_manifest.write_text(manifest.text)
    sync(fresh_manifest)
    set_foreign_log_aside(settings.warehouse)
    if settings.as_of is None:
        _keep_previous(settings)
    os.replace(fresh, settings.warehouse)
    os.replace(fresh_manifest, manifest_path(settings))
    sync(settings.data)


def repair(settings: Settings) -> None:
    """Finish an interrupted replacement, and remove the files of an unfinished publication.

    Only for the process that has the build file open. A user's write-ahead log is set aside.
    """
    set_foreign_log_aside(settings.warehouse)
    fresh, fresh_manifest = fresh_path(settings.warehouse), fresh_path(manifest_path(settings))
    begun = read_manifest(fresh_manifest)
    if begun and settings.warehouse.exists() and sha256_of(settings.warehouse) == begun.sha256:
        os.replace(fresh_manifest, manifest_path(settings))
    for left in (fresh, wal_of(fresh), fresh_manifest, fresh_path(settings.previous)):
        left.unlink(missing_ok=True)


def set_foreign_log_aside(publication: Path) -> Path | None:
    """Rename the write-ahead log of a user who opened a publication for writing.

    DuckDB would replay it onto the next file with the publication's name. Returns its new path;
    null if there is none.
    """
    log = wal_of(publication)
    if not log.exists():
        return None
    aside = publication.with_name(f"{publication.name}.{FOREIGN}-{stamp(datetime.now(UTC))}")
    os.replace(log, aside)
    return aside


def foreign_logs(publication: Path) -> list[Path]:
    """Write-ahead logs of users: the one of the publication, and those that were set aside."""
    aside = sorted(publication.parent.glob(f"{publication.name}.{FOREIGN}-*"))
    return [path for path in (wal_of(publication), *aside) if path.exists()]


def _keep_previous(settings: Settings) -> None:
    """Give the last publication its second name, unless it is damaged."""
    if intact_publication(settings) is None:
        return
    set_foreign_log_aside(settings.previous)
    link = fresh_path(settings.previous)
    link.unlink(missing_ok=True)
    try:
        os.link(settings.warehouse, link)
    except OSError:  # a file system without hard links
        shutil.copyfile(settings.warehouse, link)
        sync(link)
    os.replace(link, settings.previous)
    # Renaming one name of a file to another name of the same file leaves both.
    link.unlink(missing_ok=True)
