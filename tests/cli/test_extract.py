"""`ledger extract` from the outside: what it prints, what it refuses, the page it writes."""

import json
from pathlib import Path

import pytest

from pipelines.cli import extract as command

BULLETIN = (
    "У ніч на 5 лютого (з 18:00 4 лютого) противник атакував 2-ма балістичними ракетами "
    "Іскандер-М та 183-ма ударними БпЛА. Збито/подавлено 156 ворожих БпЛА."
)


def printed(capsys: pytest.CaptureFixture, *files: Path, **options) -> list[dict]:
    asked = {"jsonl": None, "published": None, "publisher": None, "page_to": None, **options}
    command.run(files, **asked)
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
