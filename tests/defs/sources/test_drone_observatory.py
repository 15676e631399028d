"""The drone observatory: figures of real rows, revisions, and what no claim is made of."""

import csv
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from docs.samples import built_from
from pipelines.components.model import fold_claims
from pipelines.landing.archive import Archive
from pipelines.landing.catalogue import list_sources
from pipelines.landing.declaration import all_sources
from pipelines.paths import SOURCES
from pipelines.staging.document import Document, Unreadable
from pipelines.staging.ingest import ingest
from pipelines.vocabulary.tables import vocabulary
from pipelines.warehouse.build import Warehouse
from tests.builds import empty_build
from tests.sources import reader_of

NAME = "drone_observatory"
SAMPLE = SOURCES / NAME / "sample"
BULLETINS = SAMPLE / "ucrania_2026-10-04.json"
INCIDENTS = SAMPLE / "incidentes_2026-10-01.geojson"

OTHERS = {"0217": 3, "0227": 2, "0237": 7, "0261": 10, "0266": 8}
"""Entries of 2026 whose total counts others apart from the drones, and how many."""

MIXED = {f"EODI-UA-2026-{entry}" for entry in (*OTHERS, "0216")}
"""Those, and the one that is bounded from 0 to 100."""


def published(row: dict[str, str]) -> dict[str, Any]:
    """A row of the transcribed table in the form in which the observatory publishes it."""

    def bounds(low: str, high: str) -> Any:
        return {"min": int(low or 0), "max": int(high)} if high else "desconocido"

    minute = "minuto" if row["window_precision"] == "minute" else "aproximada"
    others = OTHERS.get(row["entry_id"][-4:])
    return {
        "id": row["entry_id"],
        "sentido": "RU_UA" if row["attacker"] == "RUS" else "UA_RU",
        "periodo": {
            "inicio": {"valor": row["window_start_utc"], "precision": minute},
            "fin": {"valor": row["window_end_utc"], "precision": minute},
        },
        "lanzados": {
            "total": bounds(row["launched_low"], row["launched_high"]),
            "otros": {"min": others, "max": others} if others else "desconocido",
        },
        "derribados": bounds(row["shot_down_low"], row["shot_down_high"]),
        "derribados_categoria": row["shot_down_category"],
        "perdidos_guerra_electronica": bounds(row["lost_low"], row["lost_high"]),
        "localizaciones_impacto": bounds(row["hit_locations"], row["hit_locations"]),
        "localizaciones_restos": bounds(row["debris_locations"], row["debris_locations"]),
        "zonas_lanzamiento": [area for area in row["launch_areas"].split(";") if area],
        "regiones": [{"region": code} for code in row["regions"].split(";") if code],
        "fuentes": [
            {
                "enlace": row["report_ref"],
                "fecha": {"valor": row["published_utc"], "precision": "minuto"},
                "frase_origen": row["quote"],
            }
        ],
    }


def claims_of(content: dict[str, Any], tmp_path: Path, name: str = "ucrania.json") -> pl.DataFrame:
    """Claims of strikes in a file with this content; nothing of it may be refused."""
    file = tmp_path / name
    file.write_text(json.dumps(content))
    reader = reader_of(NAME)
    reading = reader.read(Document("d", name, file))
    assert reading.refused.is_empty()
    staged = reading.rows.with_columns(document_id=pl.lit("d"), document_on=pl.lit("2026-11-01"))
    found = reader.claims(staged)["strikes"]
    assert found.refused.is_empty(), found.refused
    return found.kept


def test_figures_of_real_rows_come_through(shared: Path, tmp_path: Path) -> None:
    file = shared / "facts" / "additions" / "observatory_strikes.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        real = list(csv.DictReader(stream))
    kept = claims_of({"ataques": [published(row) for row in real]}, tmp_path)
    claims = kept.rows(named=True)
    assert len(claims) == len(real) == 381

    def number(cell: str) -> int | None:
        return int(cell) if cell else None

    for row, claim in zip(real, claims, strict=True):
        is_mixed = row["entry_id"] in MIXED
        assert ("mixed_total" in claim["flags"]) == is_mixed, row["entry_id"]
        down = "shot_down" if row["shot_down_category"] == "derribados" else None
        stated = {
            "launched": None if is_mixed else number(row["launched_low"]),
            down or "shot_down_or_suppressed": None if is_mixed else number(row["shot_down_low"]),
            "not_reached_target": number(row["lost_low"]),
            "hit_locations": number(row["hit_locations"]),
            "debris_locations": number(row["debris_locations"]),
            "attacker_iso3": row["attacker"],
            "target_iso3": row["target"],
            "report_ref": row["report_ref"],
            "quote": row["quote"],
        }
        assert {name: claim[name] for name in stated} == stated, row["entry_id"]
        assert len(claim["affected_regions"]) == len(list(filter(None, row["regions"].split(";"))))
        assert claim["night_of"] is not None
    names = {row["name_en"] for row in vocabulary("places")}
    assert set(kept["launch_areas"].explode().drop_nulls()) <= names


def test_both_sides_are_known_origins_so_that_nothing_counts_twice() -> None:
    origins = {row["name"]: row["origin"] for row in vocabulary("origins")}
    for channel, publisher in all_sources()[NAME].terms["channel"].items():
        assert publisher is not None
        assert origins[channel] == origins[publisher]


def test_a_bulletin_of_an_unknown_channel_is_refused(tmp_path: Path) -> None:
    content = json.loads(BULLETINS.read_text())
    content["ataques"][0]["fuentes"][0]["enlace"] = "https://t.me/somebody/1"
    file = tmp_path / "ucrania.json"
    file.write_text(json.dumps(content))
    reader = reader_of(NAME)
    rows = reader.read(Document("d", file.name, file)).rows.with_columns(
        document_id=pl.lit("d"), document_on=pl.lit("2026-11-01")
    )
    (reason,) = reader.claims(rows)["strikes"].refused["reason"]
    assert "no channel for 'somebody'; add it under terms.channel" in reason


@pytest.mark.parametrize("content", ['{"ataques": [', "[]", '{"type": "Feature"}', "{}"])
def test_any_other_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "ucrania.json"
    file.write_text(content)
    with pytest.raises(Unreadable, match=r"ucrania\.json"):
        reader_of(NAME).read(Document("d", file.name, file))


@pytest.fixture
def warehouse(tmp_path: Path):
    with empty_build(tmp_path / "build.duckdb") as opened:
        list_sources(opened, all_sources())
        yield opened


def changed(file: Path, change: Callable[[dict[str, Any]], None], target: Path) -> Path:
    """A copy of a sample after a change, under another name."""
    content = json.loads(file.read_text())
    change(content)
    target.write_text(json.dumps(content))
    return target


def known(warehouse: Warehouse, family: str) -> list[tuple[str, int, bool]]:
    """Locator, revision and whether it is current, of every revision that is not the first."""
    fold_claims(warehouse, family)
    return warehouse.rows(
        f"select locator, revision, known_to is null from claims.{family} "
        "where revision > 1 or known_to is not null order by all"
    )


def take_in(warehouse: Warehouse, tmp_path: Path, *files: Path) -> None:
    source = all_sources()[NAME]
    for file in files:
        day = source.date_in_name(file.name)
        assert day is not None
        known_at = pl.Series([day]).cast(pl.Datetime("us", "UTC")).item()
        record = Archive(tmp_path / "archive").land(
            file, NAME, f"inbox/{NAME}/{file.name}", None, known_at
        )
        assert record is not None
        with warehouse.transaction() as cursor:
            values = [getattr(record, field.name) for field in dataclasses.fields(record)]
            marks = ", ".join("?" * len(values))
            cursor.execute(f"insert into landed.documents values ({marks})", values)
    ingest(warehouse, Archive(tmp_path / "archive"), reader_of(NAME))


def test_a_changed_record_is_one_revision_and_a_vanished_one_is_closed(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    def change(content: dict[str, Any]) -> None:
        content["ataques"][0]["localizaciones_impacto"] = {"min": 18, "max": 18}
        del content["ataques"][1]

    later = changed(BULLETINS, change, tmp_path / "ucrania_2026-10-05.json")
    take_in(warehouse, tmp_path, BULLETINS, INCIDENTS, later)
    assert known(warehouse, "strikes") == [
        ("EODI-UA-2026-99001", 1, False),
        ("EODI-UA-2026-99001", 2, True),
        ("EODI-UA-2026-99002", 1, False),
    ]


def test_one_file_withdraws_nothing_of_the_other(warehouse: Warehouse, tmp_path: Path) -> None:
    def withdraw(content: dict[str, Any]) -> None:
        del content["features"][1]

    later = changed(INCIDENTS, withdraw, tmp_path / "incidentes_2026-10-06.geojson")
    take_in(warehouse, tmp_path, BULLETINS, INCIDENTS, later)
    assert known(warehouse, "strikes") == []
    assert known(warehouse, "airspace") == [("EODI-2026-99002", 1, False)]


def test_a_night_that_the_register_has_too_gains_an_account_but_no_source(
    shared: Path, tmp_path: Path
) -> None:
    """Both quote the post of the Air Force: the figures agree, and it counts as one origin."""
    file = shared / "facts" / "additions" / "observatory_strikes.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        night = [row for row in csv.DictReader(stream) if row["entry_id"][-4:] in ("0154", "0772")]
    document = tmp_path / "ucrania_2026-10-04.json"
    document.write_text(json.dumps({"ataques": [published(row) for row in night]}))
    documents = {NAME: [document], "strike_register": [SOURCES / "strike_register" / "strikes.csv"]}
    with built_from(tmp_path / "data", documents, ["events.strikes"]) as built:
        assert built.rows(
            "select attacker_iso3, launched_low, launched_high, intercepted_low, intercepted_high, "
            "sources, accounts from events.strikes where night_of = '2026-06-08' "
            "and period = 'night' and weapon_group = 'drone' order by attacker_iso3"
        ) == [("RUS", 155, 155, 124, 124, 1, 2), ("UKR", None, None, 310, 310, 1, 2)]
