"""The vocabularies hold together, and the lexicons name only what they define."""

from collections import defaultdict
from pathlib import Path

import pytest

from pipelines.extraction.text.language import languages
from pipelines.extraction.text.lexicon import ANY, LEXICONS, lexicon
from pipelines.vocabulary.places import places
from pipelines.vocabulary.tables import Row, rows, vocabulary
from pipelines.vocabulary.weapons import weapons

CLASSES = {
    *("drone", "decoy_drone", "recon_drone", "cruise_missile", "ballistic_missile"),
    *("aeroballistic_missile", "anti_ship_missile", "surface_to_air_missile", "missile"),
    *("glide_bomb", "air_target"),
}
FAMILIES = ("strikes", "airspace", "negotiations", "exchanges", "agreements")


def words_of(family: str) -> list[Row]:
    """The rows of a family's word lists in every language."""
    return [row for path in sorted((LEXICONS / family).glob("*.csv")) for row in rows(path)]


@pytest.mark.parametrize("name", ["weapons", "places", "parties", "publishers"])
def test_ids_are_unique(name: str) -> None:
    table = vocabulary(name)
    ids = [next(iter(row.values())) for row in table]
    assert len(ids) == len(set(ids))


def test_weapons_have_a_class_and_group_of_the_contract() -> None:
    assert {weapon.weapon_class for weapon in weapons().values()} <= CLASSES
    groups = {weapon.weapon_group for weapon in weapons().values()}
    assert groups == {"drone", "missile", "glide_bomb", "air_target"}


def test_every_alias_names_a_weapon_once() -> None:
    aliases = vocabulary("weapon_aliases")
    assert {row["weapon_id"] for row in aliases} <= weapons().keys()
    spelled = [(row["alias"], row["lang"]) for row in aliases]
    assert len(spelled) == len(set(spelled))


def test_ukraine_has_its_27_regions() -> None:
    codes = [place.adm1_pcode for place in places().values() if place.kind == "adm1"]
    assert len(codes) == len(set(codes)) == 27
    assert all(place.adm1_pcode in codes for place in places().values() if place.adm1_pcode)


def test_every_place_form_names_a_place() -> None:
    named = {row["value"] for row in words_of("places") if row["kind"] == "place"}
    assert named and named <= places().keys()


@pytest.mark.parametrize("lang", languages())
def test_every_lexicon_compiles(lang: str) -> None:
    assert lexicon(lang).knows("shahed")


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
        for row in rows(path):
            assert row.keys() == {"kind", "value", "forms"}, path
            assert "" not in row["forms"].split("|"), (path, row)


def test_every_model_of_the_data_set_has_a_weapon(shared: Path) -> None:
    folder = shared / "data" / "massive_missile_attacks"
    if not folder.exists():
        pytest.skip("needs ../shared/data, which is not part of the project")
    known = {row["alias"].casefold() for row in vocabulary("weapon_aliases")}
    met = {
        part.strip().casefold()
        for path in [*folder.glob("*.csv"), *folder.glob("vintages/*.csv")]
        for row in rows(path)
        for part in row["model"].split(" and ")
    }
    assert met - known == set()
