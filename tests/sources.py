"""Source folders as tests use them: their parse.py, all that reading them needs, one made up."""

import importlib.util
from types import ModuleType

from pipelines.landing.declaration import Declaration, all_sources
from pipelines.settings import SOURCES
from pipelines.staging.ingest import Intake, reader_version
from pipelines.staging.mappings import Terms

DECLARED = {
    "publisher": "P", "side": "media", "source_type": "press", "licence": "L", "citation": "C",
    "cadence": "daily", "description": "A source of the tests.", "families": ["strikes"],
    "documents": ["*.csv"], "is_snapshot": True, "known": {"by": "landing"},
    "bounds": {"earliest": "2022-02-24"},
}  # fmt: skip


def parser_of(name: str) -> ModuleType:
    """A source's parse.py, as its component loads it."""
    spec = importlib.util.spec_from_file_location(f"parse_{name}", SOURCES / name / "parse.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def intake_of(name: str) -> Intake:
    """All that reading a source's documents needs."""
    source = all_sources()[name]
    return Intake(
        source=source,
        terms=Terms(name, source.terms),
        parser=parser_of(name),
        version=reader_version(SOURCES / name),
    )


def declared(name: str, **attributes: object) -> Declaration:
    """A source that no folder declares."""
    return Declaration.model_validate({**DECLARED, **attributes}).named(name)
