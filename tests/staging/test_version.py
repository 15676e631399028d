"""What makes the documents of a source be read again: changes to what its reader uses, only."""

import ast
import shutil
from pathlib import Path

import pytest

from pipelines.landing.declaration import all_sources
from pipelines.paths import ROOT
from pipelines.staging.version import reader_version

SOURCES = all_sources()

TEXTS = {"news_articles", "russian_defence_ministry", "ukraine_air_force"}
TABLES = SOURCES.keys() - TEXTS
STRIKES = {name for name, source in SOURCES.items() if "strikes" in source.families}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's code, words and contracts, to change."""
    root = tmp_path_factory.mktemp("project")
    for name in ("pipelines", "sql"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture(scope="module")
def unchanged(project: Path) -> dict[str, str]:
    """Versions of all sources in the copy as it is; every test undoes what it changes."""
    return versions(project)


def versions(root: Path) -> dict[str, str]:
    folder = root / "pipelines" / "defs" / "sources"
    return {
        name: reader_version(folder / name, source.families, root)
        for name, source in SOURCES.items()
    }


def changed_by(root: Path, before: dict[str, str], file: str, added: str | None = None) -> set[str]:
    """Sources whose versions change with a text at the end of a file: a statement, or a comment."""
    content = (root / file).read_bytes()
    text = added or ("changed = True\n" if file.endswith(".py") else "# changed\n")
    (root / file).write_bytes(content + text.encode())
    try:
        after = versions(root)
    finally:
        (root / file).write_bytes(content)
    return {name for name in SOURCES if before[name] != after[name]}


@pytest.mark.parametrize(
    ("file", "sources"),
    [
        ("pipelines/cli/doctor.py", set()),
        ("pipelines/warehouse/build.py", set()),
        ("pipelines/publication/export.py", set()),
        ("pipelines/vocabulary/cadences.csv", set()),
        ("sql/strikes/links.sql", set()),
        ("pipelines/extraction/strikes/claims.py", TEXTS),
        ("pipelines/extraction/strikes/pointed.py", TEXTS),
        ("pipelines/extraction/lexicons/endings.csv", TEXTS),
        ("pipelines/extraction/agreements/patterns.yml", TEXTS),
        ("pipelines/extraction/readers/roles.weights", TEXTS),
        ("pipelines/vocabulary/parties.csv", TEXTS),
        ("pipelines/vocabulary/publishers.csv", TEXTS),
        ("pipelines/staging/texts/telegram.py", TEXTS - {"news_articles"}),
        ("pipelines/staging/texts/articles.py", {"news_articles"}),
        ("pipelines/staging/tables/casts.py", TABLES - {"gdelt"}),
        ("pipelines/staging/tables/csvfile.py", TABLES - {"drone_observatory", "gdelt"}),
        ("pipelines/vocabulary/regions.csv", {"drone_observatory"}),
        (
            "pipelines/vocabulary/reporting_regimes.csv",
            {"massive_missile_attacks", "drone_observatory"},
        ),
        ("pipelines/defs/sources/strike_register/defs.yaml", {"strike_register"}),
        ("pipelines/defs/sources/massive_missile_attacks/literals.py", {"massive_missile_attacks"}),
        ("sql/strikes/claims.sql", STRIKES),
        ("sql/exchanges/claims.sql", {
            "coordination_headquarters", "exchange_register", "news_articles",
        }),
        ("pipelines/staging/contract.py", set(SOURCES)),
        ("pipelines/staging/ingest.py", set(SOURCES)),
    ],
)  # fmt: skip
def test_a_change_reads_again_only_what_uses_it(project, unchanged, file, sources):
    assert changed_by(project, unchanged, file) == sources


@pytest.mark.parametrize(
    "added",
    [
        "# A comment.\n",
        '"""A text after the last statement."""\n',
        "\n\n\n",
    ],
)
def test_words_about_the_code_read_nothing_again(project, unchanged, added):
    assert changed_by(project, unchanged, "pipelines/staging/contract.py", added) == set()


def test_a_docstring_reads_nothing_again_and_a_statement_does(project):
    file = project / "pipelines" / "staging" / "contract.py"
    content = file.read_text()

    def with_body(body: str) -> dict[str, str]:
        file.write_text(f"{content}\n\ndef added():\n{body}")
        return versions(project)

    try:
        bare = with_body("    return 1\n")
        assert with_body('    """Give one."""\n    return 1  # always\n') == bare
        assert with_body("    return 2\n").items().isdisjoint(bare.items())
    finally:
        file.write_text(content)


def test_an_import_through_another_module_or_inside_a_function_counts(project):
    source = project / "pipelines" / "defs" / "sources" / "strike_register" / "parse.py"
    content = source.read_text()
    source.write_text(content + "\n\ndef late():\n    from pipelines.cli import doctor as _\n")
    try:
        before = versions(project)
        assert changed_by(project, before, "pipelines/publication/manifest.py") == {
            "strike_register"
        }
    finally:
        source.write_text(content)


def test_a_relative_import_counts(project):
    source = project / "pipelines" / "defs" / "sources" / "strike_register" / "parse.py"
    content = source.read_text()
    source.write_text(content + "\nfrom ....quality import suite as _\n")
    try:
        before = versions(project)
        assert changed_by(project, before, "pipelines/quality/suite.py") == {"strike_register"}
    finally:
        source.write_text(content)


def test_versions_are_the_same_in_every_copy_of_the_project(project, unchanged):
    assert versions(project) == unchanged == versions(ROOT)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "pipelines").rglob("__init__.py")), ids=lambda file: file.parent.name
)
def test_a_package_holds_no_code_that_a_version_would_miss(file):
    statements = ast.parse(file.read_text()).body
    assert all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
               for one in statements)  # fmt: skip
