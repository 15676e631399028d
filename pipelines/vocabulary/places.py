"""The places of the vocabulary: regions, cities, seas and launch areas (places.csv).

Their names in texts do not belong here (extraction/lexicons/places/).
"""

from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.tables import vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """One row of places.csv; `adm1_pcode` is empty outside Ukraine."""

    place_id: str
    kind: str
    name_en: str
    name_uk: str
    name_ru: str
    iso3: str
    adm1_pcode: str


@cache
def places() -> dict[str, Place]:
    """The places by id."""
    return {row["place_id"]: Place(**row) for row in vocabulary("places")}
