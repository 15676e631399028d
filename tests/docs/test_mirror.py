"""A test is found by its name: tests/<path>/test_<name>.py tests pipelines/<path>/<name>."""

from pathlib import Path

import pytest

from pipelines.paths import ROOT

PIPELINES, TESTS = ROOT / "pipelines", ROOT / "tests"

FOLDERS = {
    "benchmarks": "mirrors benchmarks/",
    "campaign": "kills, readers, poison and scarce resources, against all layers at once",
    "docs": "the documents, and rules for files of the repository",
    "end_to_end": "a document, a family or a refresh through several layers",
    "expectations": "the suites of expectations/",
    "registers": "the shipped registers as data",
    "spark": "models on Spark against DuckDB; needs Java, so that it runs apart",
    "sql": "the models of sql/, by given and expected rows",
}
"""Folders of tests that do not mirror pipelines/, and what they hold."""

GRAPH = "definitions for Dagster: tests/defs/test_graph.py compares all with tests/graph.txt"
REFRESH = "runs the job: tests/cli/test_refresh.py runs it and reads what it prints"
SPARK = "tests/spark/, which runs only where Java is installed"

EXCEPTIONS = {
    "cli/refresh_console": REFRESH,
    "components/source": GRAPH,
    "definitions": GRAPH,
    "defs/checks": GRAPH,
    "defs/jobs": GRAPH,
    "defs/report": GRAPH,
    "defs/studies": GRAPH,
    "engines/engine": "declares the methods of engines, and has none of its own",
    "engines/reading": SPARK,
    "engines/spark": SPARK,
    "extraction/text/time_words": "declares one tuple",
    "staging/apart": "a process for staging/bounded.py: tests/staging/test_bounded.py",
    "warehouse/sync": "only a power cut shows whether bytes are on the disk",
}
"""Modules without a test of their name, and why."""

MODULES = {
    path.relative_to(PIPELINES).with_suffix("")
    for path in PIPELINES.rglob("*.py")
    if path.name != "__init__.py"
}
PACKAGES = {path.parent.relative_to(PIPELINES) for path in PIPELINES.rglob("*.py")}


def named_after(test: Path) -> Path | None:
    """The module or folder that a test file is named after, the longest name first.

    An aspect may follow the name: test_run_unchanged.py tests run.py, if there is no run_unchanged.
    """
    words = test.stem.removeprefix("test_").split("_")
    names = (test.parent / "_".join(words[:count]) for count in range(len(words), 0, -1))
    return next((name for name in names if name in MODULES | PACKAGES), None)


def mirroring() -> list[Path]:
    """Test files of all folders that mirror pipelines/, relative to tests/."""
    files = [path.relative_to(TESTS) for path in TESTS.rglob("test_*.py")]
    return [file for file in files if file.parts[0] not in FOLDERS]


TESTED = {named_after(file) for file in mirroring()}


def is_tested(module: Path) -> bool:
    """Whether a test has the module's name or that of a folder above it, or data stand in for it.

    A family of texts has its sentences in tests/extraction/, the reader of a source its documents
    in the folder `sample`.
    """
    if module in TESTED or not TESTED.isdisjoint(module.parents):
        return True
    if module.parts[0] == "extraction" and (PIPELINES / module.parent / "claims.py").exists():
        return any((TESTS / "extraction").glob(f"{module.parts[1]}*.yml"))
    is_reader = module.parts[:2] == ("defs", "sources") and module.name == "parse"
    return is_reader and (PIPELINES / module.parent / "sample" / "expected.json").exists()


def test_every_test_file_is_named_after_a_module_or_a_folder() -> None:
    lost = [str(file) for file in mirroring() if named_after(file) is None]
    assert lost == [], "name these after what they test, or move them to tests/end_to_end/"


def test_every_module_has_a_test_of_its_name() -> None:
    untested = {str(module) for module in MODULES if not is_tested(module)}
    assert untested - EXCEPTIONS.keys() == set(), "each needs tests/<path>/test_<name>.py"


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_still_needed(name: str) -> None:
    assert Path(name) in MODULES
    assert not is_tested(Path(name)), f"{name} has a test now; delete the exception"


def test_folders_that_mirror_something_else_are_there_and_others_are_not() -> None:
    folders = {path.parent.relative_to(TESTS).parts[:1] for path in TESTS.rglob("test_*.py")}
    named = {folder for parts in folders for folder in parts}
    assert named - {package.parts[0] for package in PACKAGES if package.parts} == FOLDERS.keys()


@pytest.mark.parametrize(
    ("file", "tested"),
    [
        ("landing/test_fetch_once.py", "landing/fetch_once"),
        ("landing/test_fetch_slowly.py", "landing/fetch"),
        ("report/test_sections.py", "report/sections"),
        ("defs/sources/test_gdelt_zipped.py", "defs/sources/gdelt"),
        ("landing/test_fetching.py", None),
        ("landing/test_gate.py", None),
    ],
)
def test_the_longest_name_counts_and_only_in_its_folder(file: str, tested: str | None) -> None:
    assert named_after(Path(file)) == (tested and Path(tested))
