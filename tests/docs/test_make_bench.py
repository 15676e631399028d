"""What `make bench` runs can be imported from the project's folder."""

import importlib
import re

from pipelines.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_benchmarks_run_as_modules_which_find_the_others():
    """A script would have its own folder on its path, and neither `benchmarks` nor `tests`."""
    assert "python benchmarks/" not in MAKEFILE
    names = re.findall(r"python -m (benchmarks\.\w+)", MAKEFILE)
    assert len(names) >= 6
    for name in names:
        assert callable(importlib.import_module(name).main), name
