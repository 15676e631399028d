"""README says what is true: its generated passages, its links, its commands and their output."""

import re
import shlex

import pytest

from docs.build import PICTURE, README, readme
from pipelines.cli.main import app
from pipelines.paths import ROOT
from pipelines.report.cover import draw
from pipelines.settings import Settings
from tests.running import ledger_here


def shown() -> list[tuple[str, str]]:
    """Commands of README with the output that it shows for them."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(), re.DOTALL)
    return [_split(block) for block in blocks if block.startswith("$ .venv/bin/ledger")]


def _split(block: str) -> tuple[str, str]:
    """Command and output: the command ends with the line on which its quotes are closed."""
    lines = block.removeprefix("$ .venv/bin/").splitlines(keepends=True)
    for end in range(1, len(lines) + 1):
        command = "".join(lines[:end])
        if command.count('"') % 2 == 0:
            return command, "".join(lines[end:])
    raise AssertionError(f"README: a quote that never closes in {block}")


def test_readme_lists_the_sources_as_they_declare_themselves():
    assert README.read_text() == readme(), "write it anew with `make docs`"


def test_readme_shows_the_picture_of_the_shipped_registers(golden: Settings):
    assert PICTURE.read_text() == draw(golden.warehouse), "draw it anew with `make docs`"


def test_every_file_that_the_documents_name_exists():
    for document in (README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_every_heading_that_a_document_points_to_exists():
    for document in (README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        text = document.read_text()
        titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}
        for link in re.findall(r"\]\(#([^)]+)\)", text):
            assert link in anchors, f"{document.name}: #{link}"


@pytest.mark.parametrize(("command", "output"), shown())
def test_a_command_of_readme_prints_what_readme_shows(
    golden: Settings, capsys: pytest.CaptureFixture[str], command: str, output: str
):
    ran = ledger_here(capsys, golden.data, *shlex.split(command)[1:])
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == output.strip()


def test_readme_describes_every_command_and_no_other():
    described = set(re.findall(r"^\| `ledger (\w+)", README.read_text(), re.MULTILINE))
    commands = {name for name in app if not name.startswith("-")}
    assert described == commands
