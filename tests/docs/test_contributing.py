"""The examples of CONTRIBUTING.md work as they are printed there."""

import re
import subprocess
from pathlib import Path
from types import ModuleType

import polars as pl
import yaml

from pipelines.quality.simple_tests import simple_rules
from pipelines.settings import ROOT
from pipelines.staging.document import Document
from pipelines.staging.reader import SourceReader
from pipelines.warehouse import families, sqlfile
from tests.sources import declared

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()

FILE = """day,freed,who,people,post
2026-11-02,Ukraine,soldiers,60,https://example.org/1
2026-11-16,Russia,medics,about 40,https://example.org/2
"""


def found(pattern: str) -> str:
    """The first group of the one passage that matches."""
    (text,) = re.findall(pattern, CONTRIBUTING, re.DOTALL)
    return text


def test_the_parse_py_reads_a_table(tmp_path: Path):
    module = ModuleType("parse")
    exec(found(r"```python\n(.*?)```"), module.__dict__)
    source = declared(
        "acme",
        families=["exchanges"],
        terms=yaml.safe_load(found(r"`terms: (\{.*?\}\})`")),
        natural_key=yaml.safe_load(found(r"`natural_key: (.*?)`")),
    )
    reader = SourceReader(source, module, "1")
    file = tmp_path / "swaps.csv"
    file.write_text(FILE)
    parsed = reader.read(Document("d", file.name, file))
    claimed = reader.claims(
        parsed.rows.with_columns(document_id=pl.lit("d"), document_on=pl.lit("2026-11-20"))
    )["exchanges"]
    assert claimed.kept.select("exchanged_stated", "to_party", "category", "count").rows() == [
        ("2026-11-02", "UKR", "pow", 60)
    ]
    assert claimed.refused.get_column("reason").to_list() == [
        "people = 'about 40' is not a whole number; acme: no who for 'medics'; "
        "add it under terms.who in pipelines/defs/sources/acme/defs.yaml; "
        "category has no value: every row must state it"
    ]


def test_the_table_is_documented_and_checked(tmp_path: Path):
    path = tmp_path / "sql" / "strikes" / "weekly.sql"
    path.parent.mkdir(parents=True)
    path.write_text(
        re.sub(r"^    ", "", found(r"(    -- Strikes per ISO week.*?)\n\n"), flags=re.M)
    )
    file = sqlfile.load(path)
    assert list(file.columns) == ["week", "nights_reported"]
    assert file.reads == {"marts.strikes_daily"}
    assert [rule.name for rule in simple_rules(file)] == ["not_null_week", "unique_week"]


def test_the_commands_copy_a_family_with_its_checks_and_cases(tmp_path: Path):
    for pattern in ("sql/agreements/*.sql", "*/*.agreements*.yml", "*/sql/*.agreements*.yml"):
        for file in ROOT.glob(pattern):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(file.read_text())
    commands = found(r"(       for file in .*?\n       done)")
    subprocess.run(["bash", "-c", commands], cwd=tmp_path, check=True)
    copies = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*treaties*")}
    assert {"sql/treaties", "expectations/events.treaties.yml"} < copies
    assert list(families.absent(tmp_path / "sql")) == []
    rules = (tmp_path / "sql/treaties/links_rules.sql").read_text()
    assert "'treaty-" in rules
    assert "agreements" not in rules
