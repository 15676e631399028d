"""A language model behind an address: asked once a text, and what a refresh does when it fails."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.components.model import fold_claims
from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_documents, list_sources
from pipelines.settings import Settings
from pipelines.staging.ingest import ingest
from pipelines.staging.texts.language_model import FAULTS_IN_A_ROW, LONGEST, LanguageModel
from tests.builds import empty_build
from tests.landing.servers import Handler, Server, gives
from tests.sources import reader_of

NAME = "news_articles"
TEXT = (
    "Published: 2026-02-05\n\nRussia launched 183 drones at Ukraine overnight into February 5. "
    "Air defence knocked out 156 drones."
)
BOTH = [
    {"family": "strikes", "launched": "183 drones", "attacker": "Russia"},
    {"family": "strikes", "shot_down": "156 drones", "attacker": "Russia"},
]


def says(content: object) -> Callable[[Handler], None]:
    """A chat completion with these words."""
    return gives(json.dumps({"choices": [{"message": {"content": content}}]}).encode())


def claiming(*claims: dict[str, str]) -> Callable[[Handler], None]:
    return says(json.dumps({"claims": list(claims)}))


def trickles(handler: Handler) -> None:
    """An answer that never ends."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def server_with(answer: Callable[[Handler], None]) -> Server:
    return Server(**{"v1/chat/completions": answer})


def model_at(server: Server, folder: Path, seconds: float = 5.0) -> LanguageModel:
    return LanguageModel(server.url("v1"), "small", "s3cret", seconds, folder / "readings")


def test_a_text_is_asked_about_once_and_sent_as_data(tmp_path: Path) -> None:
    server = server_with(claiming(*BOTH))
    model = model_at(server, tmp_path)
    first = model.answer(TEXT)
    assert json.loads(first.content)["claims"] == BOTH
    assert model_at(server, tmp_path).answer(TEXT) == first
    assert len(server.posted) == 1
    asked = json.loads(server.posted[0])
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == TEXT
    assert server.asked[0][1]["Authorization"] == "Bearer s3cret"
    kept = "".join(file.read_text() for file in (tmp_path / "readings").iterdir())
    assert "s3cret" not in kept


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (gives(b"busy", 503), "HTTPStatusError"),
        (gives(b"<html>"), "no chat completion"),
        (gives(b"[]"), "no chat completion"),
        (gives(b"[" * 100_000), "no chat completion"),
        (says(None), "without words"),
        (gives(b"x" * (1 << 21)), "more than 1,048,576 bytes"),
        (trickles, "takes too long"),
    ],
)
def test_a_server_that_fails_is_a_reason_and_not_an_answer(
    tmp_path: Path, answer: Callable[[Handler], None], reason: str
) -> None:
    server = server_with(answer)
    fault = model_at(server, tmp_path, seconds=0.3).answer(TEXT).fault
    assert fault is not None
    assert server.url("v1") in fault
    assert reason in fault
    assert not (tmp_path / "readings").exists()


def test_a_server_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    server = server_with(gives(b"busy", 503))
    model = model_at(server, tmp_path)
    faults = [model.answer(f"{TEXT} {number}").fault for number in range(FAULTS_IN_A_ROW + 2)]
    assert all(faults)
    assert len(server.posted) == FAULTS_IN_A_ROW


def test_a_damaged_answer_is_asked_for_again(tmp_path: Path) -> None:
    server = server_with(claiming(*BOTH))
    first = model_at(server, tmp_path).answer(TEXT)
    (kept,) = (tmp_path / "readings").iterdir()
    kept.write_text('{"answer": ')
    assert model_at(server, tmp_path).answer(TEXT) == first
    assert len(server.posted) == 2


def test_long_texts_and_past_moments_are_not_asked_about(tmp_path: Path) -> None:
    server = server_with(claiming(*BOTH))
    model = model_at(server, tmp_path)
    assert "characters" in str(model.answer("x" * (LONGEST + 1)).fault)
    model.is_asked = False
    assert "past moment" in str(model.answer(TEXT).fault)
    assert server.posted == []


def test_settings_name_a_model_or_none(here: Settings) -> None:
    assert LanguageModel.of(here) is None
    named = here.model_copy(update={"reader_url": "http://127.0.0.1:1/v1"})
    model = LanguageModel.of(named)
    assert model is not None
    assert (model.url, model.name, model.key) == ("http://127.0.0.1:1/v1", "default", None)


@pytest.mark.usefixtures("no_statistics")
def test_a_refresh_reads_again_what_the_model_did_not_answer(
    here: Settings, tmp_path: Path
) -> None:
    server = server_with(gives(b"busy", 503))
    archive = Archive(here.archive)
    file = tmp_path / "night.txt"
    file.write_text(TEXT)
    archive.land(file, NAME, f"inbox/{NAME}/night.txt", None, None)
    reader = reader_of(NAME)
    with empty_build(here.build) as warehouse:
        list_documents(warehouse, archive)
        list_sources(warehouse, {NAME: reader.source})

        def read(model: LanguageModel | None) -> tuple[int, list[tuple]]:
            documents = ingest(warehouse, archive, reader, model=model).documents
            fold_claims(warehouse, "strikes")
            rows = warehouse.rows(
                "select launched, extraction_tier, extraction_reason from claims.strikes "
                "where known_to is null"
            )
            return documents, rows

        assert read(None) == (1, [(183, "C", "one reader")])
        documents, rows = read(model_at(server, tmp_path))
        assert (documents, rows[0][:2]) == (1, (183, "C"))
        assert f"gave no answer: {server.url('v1')}" in rows[0][2]
        server.paths = {"v1/chat/completions": claiming(*BOTH)}
        agreed = [(183, "B", "a language model agrees")]
        assert read(model_at(server, tmp_path)) == (1, agreed)
        assert read(model_at(server, tmp_path)) == (0, agreed)
        assert read(None) == (1, [(183, "C", "one reader")])
