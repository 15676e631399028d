"""What stayed in the inbox or did not answer is printed as it is, and cannot move the cursor."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.cli.notices import print_kept, print_notices, print_plainly
from pipelines.landing.inbox import Kept
from pipelines.settings import Settings
from tests.builds import empty_build


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=500)


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[red]a[/red] :bomb: [link]", "[red]a[/red] :bomb: [link]"),
        ("a\x1b[2Jb\rc", r"a\x1b[2Jb\rc"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_input_is_neither_markup_nor_a_command_to_the_terminal(console, text, shown) -> None:
    print_plainly(console, text)
    assert printed(console) == f"{shown}\n"


def test_every_file_that_did_not_land_is_named_with_its_reason(console) -> None:
    print_kept(console, [Kept("acme", "inbox/acme/a.txt", "no source reads it")])
    assert printed(console) == "not landed: inbox/acme/a.txt: no source reads it\n"


@pytest.mark.parametrize("fetch", ["on", "off"])
def test_a_refresh_names_who_did_not_answer_if_it_asked(tmp_path: Path, console, fetch) -> None:
    here = Settings(data=tmp_path, fetch=fetch)
    print_notices(here, console)  # no build file
    with empty_build(here.build) as build:
        build.rows(
            "insert into quality.quarantined_rows by name select 'acme' as source, '' as "
            "document_id, 'inbox/acme/a.txt' as uri, 'document' as locator, stage, 'R' as reason "
            "from (values ('land'), ('read')) as stages (stage)"
        )
        build.rows(
            "insert into quality.fetches by name select 'acme' as source, url, outcome, url as "
            "reason, now() as asked_at from (values ('u1', 'failed'), ('u2', 'new')) as t "
            "(url, outcome)"
        )
    print_notices(here, console)
    expected = ["not landed: inbox/acme/a.txt: R"]
    assert printed(console).splitlines() == expected + ["no answer: acme: u1"] * (fetch == "on")
