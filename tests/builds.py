"""Empty build files for tests that fill a few tables themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.warehouse.build import Warehouse


@contextmanager
def empty_build(path: Path) -> Iterator[Warehouse]:
    """A new build file, open.

    Its tables are created once a process and copied, which takes a fifth of the time. How they are
    created is tested in tests/warehouse/test_build.py.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_content())
    with Warehouse.open(path) as opened:
        yield opened


@cache
def _content() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "build.duckdb"
        with Warehouse.open(path):
            pass
        return path.read_bytes()
