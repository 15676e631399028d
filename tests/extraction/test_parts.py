"""Families of texts are found by their folders."""

from pathlib import Path

import pipelines.extraction
from pipelines.extraction.parts import modules

FOLDERS = Path(pipelines.extraction.__file__).parent


def test_every_folder_with_claims_is_a_family_in_the_order_of_names() -> None:
    found = modules("claims")
    assert list(found) == sorted(path.parent.name for path in FOLDERS.glob("*/claims.py"))
    assert all(callable(module.claims) for module in found.values())


def test_a_family_without_the_module_is_left_out() -> None:
    found = modules("pointed")
    assert found.keys() == {path.parent.name for path in FOLDERS.glob("*/pointed.py")}
    assert 0 < len(found) < len(modules("claims"))
    assert modules("no_such_module") == {}
