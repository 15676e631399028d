"""Finds the modules of the families by their names: a family is a folder with a claims.py."""

from importlib import import_module
from pathlib import Path
from types import ModuleType


def modules(name: str) -> dict[str, ModuleType]:
    """The module of this name of every family that has one, in the order of the families."""
    families = sorted(Path(__file__).parent.glob("*/claims.py"))
    return {
        path.parent.name: import_module(f"pipelines.extraction.{path.parent.name}.{name}")
        for path in families
        if path.with_stem(name).exists()
    }
