"""A copy of the project with a family of its own, run by the command in an awkwardly named folder.

`agreements` and its register are copied as `treaties` and `treaty_register`, and `violence` and
`alerts` are removed as CONTRIBUTING.md says. The first refresh is killed among the events and
repaired by the second. So one folder serves the tests of copied and of removed families, of killed
refreshes, and of folders whose names mean something to SQL.
"""

import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pipelines.paths import ROOT, SOURCES
from pipelines.settings import Settings
from tests.running import LEDGER, apart, drain_until

AWKWARD = 'o\'brien; "Дані" 100% #x'
"""An apostrophe, a semicolon, quotes, Cyrillic letters, and characters of addresses."""

FILE = 'it\'s "talks"; 1.md'
"""Name of a text in the inbox."""

REMOVED = ("violence", "alerts")
"""Families that the copy does not have."""

BEFORE_THE_KILL = "done events.strikes"
"""Line of the log after which the first refresh is killed."""


@dataclass(frozen=True)
class CopiedProject:
    """The copy's folder; its data folder has the awkward name."""

    root: Path

    @property
    def here(self) -> Settings:
        """Settings of its data folder."""
        return Settings(data=self.root / AWKWARD)

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a process that runs the copied project over its data folder."""
        return apart(self.here.data, PYTHONPATH=str(self.root), DAGSTER_HOME=str(self.root))

    def ledger(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command of the copied project, in a process of its own."""
        return subprocess.run(
            [LEDGER, *arguments],
            cwd=self.root, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def make(self) -> None:
        """Copy, rename, remove, refresh until killed, and refresh."""
        copy_project(self.root)
        passage = (ROOT / "CONTRIBUTING.md").read_text().split("## Remove a family\n")[1]
        (commands,) = re.findall(r"\A\n(       old=violence\n.*?)\n\n", passage, re.DOTALL)
        for family in REMOVED:
            named = commands.replace("old=violence", f"old={family}")
            subprocess.run(["bash", "-e", "-c", named], cwd=self.root, check=True)
        for file in sorted((self.root / "sql/agreements").iterdir()):
            copy_renamed(file, self.root / "sql/treaties" / file.name)
        for file in sorted((self.root / "expectations").glob("*.agreements*.yml")):
            copy_renamed(file, file.with_name(file.name.replace("agreements", "treaties")))
        register = self.root / "pipelines/defs/sources/agreement_register"
        for file in sorted(path for path in register.rglob("*") if path.is_file()):
            place = register.with_name("treaty_register") / file.relative_to(register)
            copy_renamed(file, place.with_name(place.name.replace("agreements", "treaties")))
        inbox = self.here.inbox / "news_articles"
        inbox.mkdir(parents=True)
        shutil.copy(SOURCES / "news_articles" / "sample" / "talks.md", inbox / FILE)
        self.refresh_killed()
        ran = self.ledger("refresh")
        assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr

    def refresh_killed(self) -> None:
        """Start a refresh and SIGKILL it among the events; nothing is published by then."""
        process = subprocess.Popen(
            [LEDGER, "refresh"],
            cwd=self.root, env=self.environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        drain_until(process, BEFORE_THE_KILL)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert not self.here.warehouse.exists()


def copy_project(root: Path) -> None:
    """What a process needs to run the project from another folder."""
    for name in ("pipelines", "sql", "expectations"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("pyproject.toml", "dagster.yaml"):
        shutil.copy(ROOT / name, root)


def copy_renamed(file: Path, target: Path) -> None:
    """The file with the name of the family and its event ids replaced; data stay as they are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text()
    if file.suffix != ".csv":
        text = text.replace("agreements", "treaties").replace("agreement-", "treaty-")
    target.write_text(text)
