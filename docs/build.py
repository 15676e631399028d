"""Writes the passages of the documentation that are made from the project.

    python -m docs.build                     README's table of sources, docs/dictionary.md
    python -m docs.build --warehouse FILE    also docs/cookbook.md's answers and docs/page.svg

FILE is a publication of the shipped registers alone. The tests refuse a page that is stale.
"""

import argparse
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from docs.samples import built_from, sample_documents
from pipelines.landing.declaration import all_sources
from pipelines.paths import ROOT
from pipelines.publication.reading import open_publication
from pipelines.report import cover
from pipelines.warehouse import dictionary

README = ROOT / "README.md"
DICTIONARY = ROOT / "docs" / "dictionary.md"
COOKBOOK = ROOT / "docs" / "cookbook.md"
PICTURE = ROOT / "docs" / "page.svg"

SOURCES = re.compile(r"(<!-- sources: .*? -->\n).*?(<!-- /sources -->)", re.DOTALL)
QUERY = r"(```sql\n(?P<query>(?:(?!```).)*)```\n\n"
RECIPE = re.compile(QUERY + r"<!-- answer -->\n).*?(<!-- /answer -->)", re.DOTALL)
SAMPLED = re.compile(QUERY + r"<!-- answer of the samples -->\n).*?(<!-- /answer -->)", re.DOTALL)
"""Recipes whose sources the user brings: their answers are those of the sample documents."""

SAMPLED_TABLES = ("marts.violence_monthly", "marts.violence_agreement", "marts.alerts_daily")


def readme() -> str:
    """README with its table of sources as the sources declare themselves."""
    return SOURCES.sub(lambda found: found[1] + _sources() + found[2], README.read_text())


def dictionary_page() -> str:
    """docs/dictionary.md, from the .sql files alone."""
    return dictionary.page()


def cookbook(warehouse: Path) -> str:
    """docs/cookbook.md with its answers.

    They come from a publication of the shipped registers, or from the sample documents.
    """
    with open_publication(warehouse) as connection:
        page = _answered(RECIPE, COOKBOOK.read_text(), connection)
    with (
        TemporaryDirectory() as folder,
        built_from(Path(folder), sample_documents(), SAMPLED_TABLES) as built,
    ):
        return _answered(SAMPLED, page, built.connection)


def _answered(recipe: re.Pattern[str], page: str, connection: duckdb.DuckDBPyConnection) -> str:
    return recipe.sub(
        lambda found: found[1] + _table(connection.sql(found["query"])) + found[3], page
    )


def _sources() -> str:
    lines = ["| source | what comes in | families |", "|---|---|---|"]
    for name, source in all_sources().items():
        shipped = "shipped: " if source.shipped else ""
        lines.append(f"| `{name}` | {shipped}{source.description} | {', '.join(source.families)} |")
    return "\n".join(lines) + "\n"


def _table(answer: duckdb.DuckDBPyRelation) -> str:
    lines = [answer.columns, ["---"] * len(answer.columns), *answer.fetchall()]
    return "".join(f"| {' | '.join(_cell(value) for value in line)} |\n" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).replace("|", "\\|")


def main() -> None:
    """Write every page that can be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--warehouse", type=Path, help="publication of the shipped registers")
    warehouse = parser.parse_args().warehouse
    README.write_text(readme())
    DICTIONARY.write_text(dictionary_page())
    if warehouse is not None:
        COOKBOOK.write_text(cookbook(warehouse))
        PICTURE.write_text(cover.draw(warehouse))


if __name__ == "__main__":
    main()
