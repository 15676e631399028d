"""The examples of CONTRIBUTING.md work as they are printed there."""

import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import polars as pl
import yaml

from pipelines.paths import ROOT
from pipelines.quality.simple_tests import simple_rules
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


def prefix(family: str) -> str:
    """Prefix of a family's event ids, where the text says that it is found."""
    words = (ROOT / f"sql/{family}/events.sql").read_text()
    return re.findall(r"event_id, -- Readable id[,:] (\w+-)", words)[0]


def test_the_commands_copy_every_family_with_its_checks_and_cases(tmp_path: Path):
    """One test for all, because the commands start a process per file."""
    for name in ("sql", "expectations", "tests/sql"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.py", "__*"))
    first, commands = found(r"       (old=\S+ old_id=[^\n]*)\n(       mkdir .*?\n       done)")
    assert first == "old=agreements old_id=agreement- new=treaties new_id=treaty-"
    for family in families.families():
        names = f"old={family} old_id={prefix(family)} new=new{family} new_id=new-{prefix(family)}"
        subprocess.run(["bash", "-c", f"{names}\n{commands}"], cwd=tmp_path, check=True)
        for pattern in ("sql/{}/*.sql", "expectations/*.{}*.yml", "tests/sql/*.{}*.yml"):
            made = list(tmp_path.glob(pattern.format(f"new{family}")))
            assert len(made) == len(list(ROOT.glob(pattern.format(family)))) > 0, pattern
            for file in made:
                old = rf"(?<!new-)\b(?:{prefix(family)}|{family}\b)"
                assert not re.findall(old, file.read_text()), file.name
    assert list(families.absent(tmp_path / "sql")) == []
    files = sqlfile.all_files(tmp_path / "sql")
    known = {f"known.{family}" for family in families.families(tmp_path / "sql")}
    tables = {file.table for file in files} | known
    for file in files:
        if file.family.startswith("new"):
            assert file.reads <= tables, f"{file.path}: {sorted(file.reads - tables)}"
