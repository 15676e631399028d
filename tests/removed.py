"""Loads copies of the project, each without one family, and prints what still needs that family.

Run as a script in a process of its own: it imports Dagster once and forks for every copy.

    python -m tests.removed FOLDER

A line of the output names the family and a fault: an asset or a check that reads a table which no
asset makes, a query that names an absent table, or an error while the definitions load.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.paths import ROOT

TABLE = re.compile(r"\b(?:marts|events|claims|links|known)\.\w+")


def removed(copy: Path, family: str) -> None:
    """Remove a family from a copy with the commands of CONTRIBUTING, and from shared sources."""
    passage = (ROOT / "CONTRIBUTING.md").read_text().split("## Remove a family\n")[1]
    (commands,) = re.findall(r"\A\n(       old=violence\n.*?)\n\n", passage, re.DOTALL)
    named = commands.replace("old=violence", f"old={family}")
    subprocess.run(["bash", "-e", "-c", named], cwd=copy, check=True)
    for pattern, opening in (("*/defs.yaml", r"families: \["), ("*/parse.py", r"claimer\(")):
        for file in (copy / "pipelines/defs/sources").glob(pattern):
            text = file.read_text()
            without = re.sub(rf'({opening}[^\])]*?)(?:, )?"?\b{family}\b"?', r"\1", text)
            without = re.sub(rf"({opening}), ", r"\1", without)
            file.unlink()  # a hard link to the file of the other copies
            file.write_text(without)


def faults(family: str) -> Iterator[str]:
    """Faults of the copy in the current folder, which lacks the family."""
    from pipelines.definitions import defs
    from pipelines.quality.suite import all_suites
    from pipelines.warehouse import sqlfile

    graph = defs().resolve_asset_graph()
    made = graph.materializable_asset_keys
    for key in graph.get_all_asset_keys() - made:
        yield f"no asset makes {key.to_user_string()}"
    for check in graph.asset_check_keys:
        if check.asset_key not in made:
            yield f"check {check.name} of absent {check.asset_key.to_user_string()}"
    tables = sqlfile.documented_columns().keys()
    asked = {
        f"rule {rule.name}": rule.kwargs.get("unexpected_rows_query", "")
        for suite in all_suites()
        for rule in suite.rules
    } | {file.name: file.statement for file in sqlfile.interface_files()}
    for name, query in asked.items():
        code = re.sub(r"--.*|'[^']*'", "", query)
        for table in set(TABLE.findall(code)) - tables:
            if re.fullmatch(rf"\w+\.{family}(_\w+)?", table):
                yield f"{name} reads {table}"


def main(folder: Path) -> None:
    """Make and load a copy per family; forks, so that Dagster is imported once."""
    base = folder / "base"
    for name in ("pipelines", "sql", "expectations"):
        shutil.copytree(ROOT / name, base / name)
    shutil.copy(ROOT / "pyproject.toml", base)
    for module in [name for name in sys.modules if name.split(".")[0] == "pipelines"]:
        del sys.modules[module]
    for family in sorted(path.parent.name for path in base.glob("sql/*/claims.sql")):
        copy = folder / family
        shutil.copytree(base, copy, copy_function=os.link)
        removed(copy, family)
        child = os.fork()
        if child == 0:
            os.chdir(copy)
            sys.path.insert(0, str(copy))
            try:
                found = list(faults(family))
            except Exception as error:  # any error is a fault of the copy
                found = [f"{type(error).__name__}: {error}"]
            print("\n".join(f"{family}: {fault}" for fault in found) or f"{family} removed")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    assert dg  # imported before the first fork
    main(Path(sys.argv[1]))
