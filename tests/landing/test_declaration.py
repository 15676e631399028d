"""A defs.yaml that is not a declaration is refused with the file and the key to open."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from pipelines.landing.declaration import DeclarationError, all_sources
from tests.sources import DECLARED, declared


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            yaml.safe_dump({"attributes": {**DECLARED, "licens": ["strikes"]}}),
            "licens: Extra inputs are not permitted",
        ),
        (
            yaml.safe_dump({"attributes": {**DECLARED, "known": {"by": "date"}}}),
            "known.by: Input should be 'landing', 'file_name' or 'published'",
        ),
        (
            yaml.safe_dump({"attributes": {**DECLARED, "families": ["strike"]}}),
            "families: strike: no such folder of sql/ with a claims.sql; there are ag",
        ),
        (
            yaml.safe_dump({"attributes": {**DECLARED, "natural_key": [False]}}),
            "natural_key.0: Input should be a valid string; YAML reads False there; "
            "quote words such as no, yes, on, off and numbers",
        ),
        ("publisher: P\n", "`attributes` is missing"),
        ("attributes: {publisher: P\n", "while parsing a flow mapping"),
        ("", "`attributes` is missing"),
    ],
)
def test_what_is_no_declaration_is_refused_with_its_file(tmp_path: Path, text: str, message: str):
    path = tmp_path / "acme" / "defs.yaml"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(DeclarationError) as error:
        all_sources(tmp_path)
    assert str(error.value).startswith(f"{path}: {message}")


@pytest.mark.parametrize(
    ("families", "is_coverage"), [([], False), (["strikes"], True)], ids=["neither", "both"]
)
def test_a_source_feeds_a_family_or_only_counts_coverage(families, is_coverage):
    with pytest.raises(ValidationError, match="`families`, or `is_coverage: true`"):
        declared("acme", families=families, is_coverage=is_coverage)
