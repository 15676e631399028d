"""Passages of the documentation that are made from the project are the project's."""

import re

from docs.build import README, readme
from pipelines.settings import ROOT


def test_readme_lists_the_sources_as_they_declare_themselves():
    assert README.read_text() == readme(), "write it anew with `make docs`"


def test_every_file_that_the_documents_name_exists():
    for document in (README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
