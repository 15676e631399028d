"""Whether the inbox has changed and come to rest, told from names, sizes and times of its files.

Two looks that see the same mean that nothing is being copied any more. Landing the files does not
belong here (inbox.py), nor starting a refresh (defs/inbox.py).
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Watch:
    """What the last looks saw. `seen`: the last one; `handled`: the one that was acted on."""

    seen: str = ""
    handled: str = ""

    @classmethod
    def read(cls, cursor: str | None) -> "Watch":
        """From a sensor's cursor."""
        return cls(**json.loads(cursor)) if cursor else cls()

    def write(self) -> str:
        """As a sensor's cursor."""
        return json.dumps(asdict(self))

    def saw(self, signature: str) -> "Watch":
        """After a look."""
        return replace(self, seen=signature)

    def done(self, signature: str) -> "Watch":
        """After the state was acted on."""
        return Watch(signature, signature)


def signature(inbox: Path) -> str:
    """Hash of the path, size and modification time of every file below a folder.

    Hidden files are left out. A folder that is empty or absent has a signature too.
    """
    hashed = hashlib.sha256()
    for folder, folders, names in os.walk(inbox):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = Path(folder) / name
            try:
                seen = path.lstat()
            except FileNotFoundError:
                continue
            relative = os.fsencode(path.relative_to(inbox))
            hashed.update(b"%s\0%d\0%d\0" % (relative, seen.st_size, seen.st_mtime_ns))
    return hashed.hexdigest()[:32]
