"""Whether the inbox has changed and come to rest, judged by names, sizes and times of its files.

Two looks that see the same mean that nothing is being copied any more. Landing the files does not
belong here (inbox.py), nor starting a refresh (components/automation.py).
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Watch:
    """What the last looks saw. `seen`: the last one; `handled`: the one that was acted on.

    `attempts`: how many runs were started for `handled`.
    """

    seen: str = ""
    handled: str = ""
    attempts: int = 0

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
        """After a look that found that the state needs no run."""
        return Watch(signature, signature)

    def attempted(self, signature: str) -> "Watch":
        """After one more run was started for the state."""
        before = self.attempts if signature == self.handled else 0
        return Watch(signature, signature, before + 1)

    @property
    def run_key(self) -> str:
        """Key of the last run that was started for the state."""
        return self.handled if self.attempts < 2 else f"{self.handled}-{self.attempts}"


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
