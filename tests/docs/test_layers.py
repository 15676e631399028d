"""The map in the package lists the layers that import-linter enforces, in the same order."""

import re
import tomllib

import pipelines
from pipelines.paths import ROOT


def test_the_map_lists_the_layers_in_their_order():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    listed = re.findall(r"^    (\w+) ", pipelines.__doc__ or "", re.MULTILINE)
    assert listed == contract["layers"]
