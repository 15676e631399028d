"""`ledger extract` from the outside: what it prints, what it refuses, the page it writes."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from pipelines.cli import extract as command
from pipelines.components.model import fold_claims
from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_documents, list_sources
from pipelines.paths import SOURCES
from pipelines.staging.bounded import BoundedReader, OpenReading
from pipelines.staging.budget import Budget
from pipelines.staging.contract import contract
from pipelines.staging.ingest import ingest
from pipelines.staging.reader import SourceReader
from tests.builds import empty_build
from tests.sources import reader_of

BULLETIN = (
    "У ніч на 5 лютого (з 18:00 4 лютого) противник атакував 2-ма балістичними ракетами "
    "Іскандер-М та 183-ма ударними БпЛА. Збито/подавлено 156 ворожих БпЛА."
)


def printed(
    capsys: pytest.CaptureFixture,
    *files: Path,
    jsonl: Path | None = None,
    page_to: Path | None = None,
    is_explaining: bool = False,
    **options: str | None,
) -> list[dict]:
    """Claims of files that can all be read."""
    assert (
        command.run(files, jsonl, command.Options(**options, is_explaining=is_explaining), page_to)
        == 0
    )
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_claim_is_printed_in_the_contracts_columns_with_the_words_it_rests_on(tmp_path, capsys):
    file = tmp_path / "post.txt"
    file.write_text(BULLETIN)
    claims = printed(capsys, file, published="2026-02-05T08:30+02:00", publisher="kpszsu")
    drones = next(claim for claim in claims if claim["weapon_class"] == "drone")
    assert drones["document"] == "post.txt"
    assert drones["family"] == "strikes"
    assert drones["night_of"] == "2026-02-05"
    assert (drones["launched"], drones["intercepted"]) == (183, 156)
    for piece in drones["evidence"]:
        assert BULLETIN[piece["char_start"] : piece["char_end"]] == piece["quote"]


def test_json_lines_need_no_more_than_id_and_text(tmp_path, capsys):
    file = tmp_path / "posts.jsonl"
    lines = [
        {"id": 7, "text": BULLETIN, "published_at": "2026-02-05T06:30Z", "lang": "uk"},
        {"id": "undated", "text": "Nothing of note."},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines))
    claims = printed(capsys, jsonl=file)
    assert {claim["document"] for claim in claims} == {"7"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1: not JSON"),
        ('{"id": 1}', "line 1: needs `id` and `text`"),
        ('{"id": 1, "text": "x", "published_at": "yesterday"}', "'yesterday' is not a date"),
    ],
)
def test_a_bad_line_is_named(tmp_path, capsys, line, words):
    file = tmp_path / "posts.jsonl"
    file.write_text(line)
    with pytest.raises(command.BadInput, match=r"posts\.jsonl") as refused:
        printed(capsys, jsonl=file)
    assert words in str(refused.value)


def test_the_page_shows_the_text_with_its_figures_marked_and_nothing_unescaped(tmp_path, capsys):
    file = tmp_path / "post.txt"
    file.write_text(BULLETIN + " <script>alert(1)</script>")
    page = tmp_path / "page.html"
    printed(capsys, file, published="2026-02-05", page_to=page)
    shown = page.read_text()
    assert "<mark title='strikes: launched" in shown
    assert "<script>" not in shown


def test_every_number_is_explained(tmp_path, capsys):
    file = tmp_path / "post.txt"
    file.write_text(BULLETIN)
    found = printed(
        capsys, file, published="2026-02-05T08:30+02:00", publisher="kpszsu", is_explaining=True
    )
    assert [(one["value"], one["noun"], one["explanation"]) for one in found] == [
        (2, "munition", "launched"),
        (183, "munition", "launched"),
        (156, "munition", "shot_down_or_suppressed"),
    ]
    assert all(BULLETIN[one["char_start"] : one["char_end"]] == one["quote"] for one in found)


# One reader for a refresh and for the command

FORMS = [
    ("news_articles", "overnight.txt"),
    ("news_articles", "talks.md"),
    ("news_articles", "estonia.html"),
    ("news_articles", "feed.xml"),
    ("news_articles", "feed.atom"),
    ("ukraine_air_force", "result.json"),
    ("ukraine_air_force", "kpszsu.html"),
    ("ukraine_air_force", "kpszsu-999000012 2026-02-08 09-05.txt"),
    ("russian_defence_ministry", "result.json"),
]

OF_THE_SOURCE = {*command.ENVELOPE, "reporting_side", "flags"}
"""Columns that a refresh also fills from what a source declares."""


def comparable(claim: dict) -> str:
    """A claim in one form: moments in UTC, an empty list as null, evidence in order."""
    values = {"family": claim["family"]}
    for name in contract(claim["family"]):
        if name not in OF_THE_SOURCE:
            value = claim[name]
            if isinstance(value, str) and name.endswith("_at"):
                value = datetime.fromisoformat(value)
            if isinstance(value, datetime):
                value = value.astimezone(UTC)
            values[name] = None if value == [] else value
    quotes = [(one["field"], one["quote"], one["char_start"]) for one in claim["evidence"]]
    return json.dumps([values, sorted(quotes)], ensure_ascii=False, default=str)


@pytest.fixture(scope="module")
def of_command() -> dict[tuple[str, str], list[str]]:
    """Claims that the command prints of the samples, by source and file."""
    claims: dict[tuple[str, str], list[str]] = {form: [] for form in FORMS}
    for name in dict(FORMS):
        files = [SOURCES / name / "sample" / sample for source, sample in FORMS if source == name]
        with redirect_stdout(StringIO()) as printed_lines:
            command.run(files, None, command.Options(), None)
        for claim in map(json.loads, printed_lines.getvalue().splitlines()):
            claims[name, claim["document"].partition("#")[0]].append(comparable(claim))
    return {form: sorted(of_form) for form, of_form in claims.items()}


@pytest.fixture(scope="module")
def open_reading() -> Iterator[OpenReading]:
    """Reads the documents of each source in one process, however many refreshes read them."""
    opened: dict[str, BoundedReader] = {}
    with ExitStack() as stack:

        def reading(
            reader: SourceReader, budget: Budget, _model: object, _say: object
        ) -> AbstractContextManager[BoundedReader]:
            name = reader.source.name
            if name not in opened:
                opened[name] = stack.enter_context(BoundedReader.of(reader, budget))
            return nullcontext(opened[name])

        yield reading


def claims_of_a_refresh(
    name: str, file: Path, folder: Path, open_reading: OpenReading = BoundedReader.of
) -> list[str]:
    reader = reader_of(name)
    archive = Archive(folder / "archive")
    archive.land(file, name, f"inbox/{name}/{file.name}", None, None)
    with empty_build(folder / "build.duckdb") as warehouse:
        list_documents(warehouse, archive)
        list_sources(warehouse, {name: reader.source})
        ingest(warehouse, archive, reader, open_reading=open_reading)
        for family in reader.source.families:
            fold_claims(warehouse, family)
        rows = [
            {"family": family, **row}
            for family in reader.source.families
            for row in warehouse.connection.sql(f"from claims.{family}").pl().to_dicts()
        ]
    return sorted(map(comparable, rows))


@pytest.mark.parametrize(("name", "sample"), FORMS)
def test_a_file_makes_the_same_claims_in_a_refresh_and_in_the_command(
    tmp_path, of_command, open_reading, name, sample
):
    file = SOURCES / name / "sample" / sample
    assert of_command[name, sample]
    assert of_command[name, sample] == claims_of_a_refresh(name, file, tmp_path, open_reading)


def test_a_text_file_without_a_header_makes_the_same_claims_in_both(tmp_path, capsys):
    file = tmp_path / "report.txt"
    file.write_text(
        "Ukraine's Air Force said on 5 February 2026 that Russia launched 183 drones overnight.\n"
        "On 5 February 2026 each side returned 157 prisoners of war.\n"
    )
    of_command = sorted(map(comparable, printed(capsys, file)))
    assert len(of_command) >= 2
    assert of_command == claims_of_a_refresh("news_articles", file, tmp_path)


def test_a_text_file_with_a_header_has_its_night_in_both(tmp_path, capsys):
    file = tmp_path / "bulletin.txt"
    file.write_text(f"Date: 2026-02-05T08:30+02:00\nPublisher: kpszsu\n\n{BULLETIN}\n")
    claims = printed(capsys, file)
    assert {claim["night_of"] for claim in claims} == {"2026-02-05"}
    assert len(claims) == len(claims_of_a_refresh("news_articles", file, tmp_path)) == 2


def test_the_reader_is_that_of_the_folder_or_of_the_source_named(tmp_path):
    inbox = tmp_path / "inbox" / "ukraine_air_force"
    inbox.mkdir(parents=True)
    assert command.reader_of(inbox / "1.txt", None).source.name == "ukraine_air_force"
    assert command.reader_of(tmp_path / "1.txt", None).source.name == "news_articles"
    assert command.reader_of(inbox / "1.txt", "news_articles").source.name == "news_articles"
    with pytest.raises(command.BadInput, match="'kpszsu': no such source"):
        command.reader_of(inbox / "1.txt", "kpszsu")
    with pytest.raises(command.BadInput, match="strike_register reads tables"):
        command.reader_of(inbox / "1.txt", "strike_register")


def test_what_cannot_be_read_is_named_and_stops_no_other_file(tmp_path, capsys):
    empty, table, good = tmp_path / "empty.txt", tmp_path / "table.csv", tmp_path / "good.txt"
    empty.write_text("")
    table.write_text("a,b")
    good.write_text(BULLETIN)
    options = command.Options(published="2026-02-05")
    assert command.run([empty, table, good], None, options, None) == 1
    said = capsys.readouterr()
    assert {json.loads(line)["document"] for line in said.out.splitlines()} == {"good.txt"}
    assert "empty.txt: the file is empty" in said.err
    assert "table.csv: not a form that news_articles reads" in said.err


def test_a_claim_that_its_contract_refuses_is_named_and_not_printed(tmp_path, capsys):
    file = tmp_path / "later.txt"
    file.write_text("Russia launched 20 drones on the night of 5 February 2150.")
    assert command.run([file], None, command.Options(published="2150-02-05"), None) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "later.txt: a claim of strikes is refused: night_of = 2150-02-05" in said.err
