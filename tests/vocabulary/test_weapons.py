"""Weapons: their class and group, and the words that name them."""

from pathlib import Path

import pytest

from pipelines.vocabulary.tables import rows, vocabulary
from pipelines.vocabulary.weapons import weapons

CLASSES = {
    *("drone", "decoy_drone", "recon_drone", "cruise_missile", "ballistic_missile"),
    *("aeroballistic_missile", "anti_ship_missile", "surface_to_air_missile", "missile"),
    *("glide_bomb", "air_target"),
}


def test_weapons_have_a_class_and_group_of_the_contract() -> None:
    assert {weapon.weapon_class for weapon in weapons().values()} <= CLASSES
    groups = {weapon.weapon_group for weapon in weapons().values()}
    assert groups == {"drone", "missile", "glide_bomb", "air_target"}


def test_every_alias_names_a_weapon_once() -> None:
    aliases = vocabulary("weapon_aliases")
    assert {row["weapon_id"] for row in aliases} <= weapons().keys()
    spelled = [(row["alias"], row["lang"]) for row in aliases]
    assert len(spelled) == len(set(spelled))


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
