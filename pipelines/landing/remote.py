"""A copy of the archive's documents at an address of fsspec, for readers on other machines.

Bytes are at `<aa>/<sha256>` below the address, as in the archive. The Parquet files in `manifest/`
list what is there, so that no client has to list the folder; each refresh that copies documents
adds one, after their bytes. Records of documents do not belong here (archive.py): they stay on the
machine that refreshes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl


@dataclass(frozen=True)
class RemoteArchive:
    """The copy at one address, such as s3://bucket/archive or file:///shared/archive.

    Credentials are those that fsspec finds, in the environment for example. Methods raise what the
    file system of the address raises.
    """

    address: str

    def add(self, files: Iterable[Path]) -> int:
        """Copy files of the archive that the manifest does not list; returns their number."""
        held = self._held
        new = {file.name: file for file in files if file.name not in held}
        for sha256, file in new.items():
            target = self._path(sha256)
            self._file_system.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
            self._file_system.put_file(str(file), target)
        if new:
            self._list(new)
            held.update(new)
        return len(new)

    def fetch(self, sha256: str, folder: Path) -> Path:
        """Copy the bytes with this hash into a folder; returns the file."""
        file = folder / sha256
        self._file_system.get_file(self._path(sha256), str(file))
        return file

    def _list(self, files: dict[str, Path]) -> None:
        manifest = f"{self._root}/manifest"
        self._file_system.makedirs(manifest, exist_ok=True)
        sizes = [file.stat().st_size for file in files.values()]
        with self._file_system.open(f"{manifest}/{uuid4().hex}.parquet", "wb") as part:
            pl.DataFrame({"sha256": list(files), "bytes": sizes}).write_parquet(part)

    @cached_property
    def _held(self) -> set[str]:
        """Hashes that the manifest lists."""
        held: set[str] = set()
        for path in self._file_system.glob(f"{self._root}/manifest/*.parquet"):
            with self._file_system.open(path, "rb") as part:
                held.update(pl.read_parquet(part, columns=["sha256"])["sha256"])
        return held

    @cached_property
    def _place(self) -> tuple[Any, str]:
        # Imported here because only a cluster without a shared folder needs it.
        from fsspec.core import url_to_fs

        file_system, root = url_to_fs(self.address)
        return file_system, root.rstrip("/")

    @property
    def _file_system(self) -> Any:
        return self._place[0]

    @property
    def _root(self) -> str:
        return self._place[1]

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"
