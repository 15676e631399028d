"""Waits until a file is on the disk.

What is written does not belong here.
"""

import os
from pathlib import Path


def sync(path: str | Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
