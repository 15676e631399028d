"""Word lists: found by their place, so that a language needs no code."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract
from pipelines.extraction.text import language, lexicon
from pipelines.extraction.text.language import languages
from pipelines.extraction.text.lexicon import ANY, LEXICONS
from pipelines.vocabulary import tables
from pipelines.vocabulary.places import places


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the word lists that extraction reads in place of the project's own."""
    copy = Path(shutil.copytree(lexicon.LEXICONS, tmp_path / "lexicons"))
    caches = (
        lexicon.lexicon, lexicon.words, lexicon.abbreviations, language.languages,
    )  # fmt: skip
    with monkeypatch.context() as patch:
        for module in (lexicon, language):
            patch.setattr(module, "LEXICONS", copy)
        for cached in caches:
            cached.cache_clear()
        yield copy
    for cached in caches:
        cached.cache_clear()


def test_every_kind_of_word_is_used() -> None:
    extraction = lexicon.LEXICONS.parent
    used = "".join(
        path.read_text() for path in extraction.rglob("*") if path.suffix in (".py", ".yml")
    )
    kinds = {row["kind"] for path in lexicon.LEXICONS.glob("*/*.csv") for row in tables.rows(path)}
    assert [kind for kind in sorted(kinds) if not re.search(rf"\b{kind}\b", used)] == []


def test_a_language_is_added_without_code(lexicons: Path) -> None:
    text = "Ryssland avfyrade 120 drönare natten till 5 februari 2026. Det är många och en del."
    with (lexicons / "languages.csv").open("a", encoding="utf-8") as file:
        file.write("sv,latin,,och|att|i|det|som|en|på|är|av|den\n")
    new = {
        "time": ["month,2,februari", "night_of,,natten till"],
        "strikes": [
            "weapon_noun,drone,drönare",
            "outcome,launched,avfyrade",
            "side,russia,ryssland",
        ],
    }
    for family, rows in new.items():
        path = lexicons / family / "sv.csv"
        path.write_text("\n".join(["kind,value,forms", *rows]), encoding="utf-8")

    assert language.language(Document("t", text)) == "sv"
    [claim] = extract(Document("t", text))
    assert (claim.values["night_of"], claim.values["launched"]) == (date(2026, 2, 5), 120)


def test_an_unknown_name_of_endings_is_refused(lexicons: Path) -> None:
    with (lexicons / "airspace" / "en.csv").open("a", encoding="utf-8") as file:
        file.write("flyer,drone,quadrotor~en-x\n")
    with pytest.raises(ValueError, match=r"no endings named 'en-x' \(in 'quadrotor~en-x'\)"):
        lexicon.lexicon("en")


FAMILIES = ("strikes", "airspace", "negotiations", "exchanges", "agreements")


def words_of(family: str) -> list[tables.Row]:
    """The rows of a family's word lists in every language."""
    return [row for path in sorted((LEXICONS / family).glob("*.csv")) for row in tables.rows(path)]


def test_every_place_form_names_a_place() -> None:
    named = {row["value"] for row in words_of("places") if row["kind"] == "place"}
    assert named and named <= places().keys()


@pytest.mark.parametrize("lang", languages())
def test_every_lexicon_compiles(lang: str) -> None:
    assert lexicon.lexicon(lang).knows("shahed")


def test_every_word_list_is_of_a_listed_language() -> None:
    stems = {path.stem for path in LEXICONS.glob("*/*.csv")}
    assert stems == {*languages(), ANY}


def test_families_share_no_kind_of_word() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for family in FAMILIES:
        for row in words_of(family):
            owners[row["kind"]].add(family)
    assert len(owners) > 100
    assert {kind: where for kind, where in owners.items() if len(where) > 1} == {}


def test_lexicon_rows_are_whole() -> None:
    for path in sorted(LEXICONS.glob("*/*.csv")):
        for row in tables.rows(path):
            assert row.keys() == {"kind", "value", "forms"}, path
            assert "" not in row["forms"].split("|"), (path, row)
