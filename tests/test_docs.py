"""Passages of the documentation that are made from the project are the project's."""

import re

from pipelines.settings import ROOT
from pipelines.source import all_sources

README = ROOT / "README.md"
SOURCES = re.compile(r"(<!-- sources: .*? -->\n).*?(<!-- /sources -->)", re.DOTALL)


def sources_table() -> str:
    """The table of sources, as README shows it."""
    lines = ["| source | what comes in | families |", "|---|---|---|"]
    for name, source in all_sources().items():
        shipped = "shipped: " if source.shipped else ""
        lines.append(f"| `{name}` | {shipped}{source.description} | {', '.join(source.families)} |")
    return "\n".join(lines) + "\n"


def written() -> str:
    """README with its generated passage made anew."""
    return SOURCES.sub(lambda found: found[1] + sources_table() + found[2], README.read_text())


def test_readme_lists_the_sources_as_they_declare_themselves():
    assert README.read_text() == written(), "write it anew with `make docs`"


def test_every_file_that_the_documents_name_exists():
    for document in (README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
