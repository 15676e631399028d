"""Places: Ukraine's 27 regions, which three systems of codes name."""

import json
from pathlib import Path

from pipelines.vocabulary.places import places
from pipelines.vocabulary.tables import vocabulary

GEOBOUNDARIES = "data/geo/geoBoundaries-UKR-ADM1_simplified.geojson"


def test_every_region_of_the_places_has_its_codes() -> None:
    names = {place.adm1_pcode: place.name_en for place in places().values() if place.kind == "adm1"}
    assert {row["adm1_pcode"]: row["name_en"] for row in vocabulary("regions")} == names
    assert len({row["iso_3166_2"] for row in vocabulary("regions")}) == 27


def test_every_shape_joins_its_region(shared: Path) -> None:
    features = json.loads((shared / GEOBOUNDARIES).read_text())["features"]
    shapes = {
        (
            one["properties"]["shapeISO"],
            one["properties"]["shapeName"],
            one["properties"]["shapeID"],
        )
        for one in features
    }
    rows = vocabulary("regions")
    codes = {
        (row["iso_3166_2"], row["geoboundaries_name"], row["geoboundaries_ref"]) for row in rows
    }
    assert codes == shapes
    assert len(codes) == 27


def test_the_digits_of_two_codes_do_not_join_five_regions() -> None:
    lost = {
        row["name_en"]
        for row in vocabulary("regions")
        if row["adm1_pcode"] != row["iso_3166_2"].replace("-", "")
    }
    assert lost == {"Luhansk oblast", "Chernivtsi oblast", "Kyiv", "Crimea", "Sevastopol"}


def test_ukraine_has_its_27_regions() -> None:
    codes = [place.adm1_pcode for place in places().values() if place.kind == "adm1"]
    assert len(codes) == len(set(codes)) == 27
    assert all(place.adm1_pcode in codes for place in places().values() if place.adm1_pcode)
