"""Temporary files of killed processes are removed; those of living ones are not."""

import os
from pathlib import Path

from pipelines.landing.leftovers import AGE, remove_leftovers
from pipelines.settings import Settings


def test_old_temporary_files_are_removed(tmp_path: Path):
    here = Settings(data=tmp_path)
    old = [here.archive / "ab" / ".tmp1", here.inbox / "news_articles" / "fetched" / ".tmp2"]
    kept = [here.archive / "ab" / ".tmp3", here.archive / "ab" / "abcd", here.inbox / ".note"]
    for path in (*old, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in (*old, *kept[1:]):
        os.utime(path, (0, path.stat().st_mtime - 2 * AGE))
    assert remove_leftovers(here) == 2
    assert [path.exists() for path in (*old, *kept)] == [False, False, True, True, True]
