"""The missile attack table: its figures, and the cells that they rest on."""

from pathlib import Path

import pytest

from pipelines.defs.sources.massive_missile_attacks import literals
from pipelines.staging.corrections import StaleCorrection, correct
from pipelines.staging.ingest import (
    declare_cells,
    store_records,
)
from tests.builds import empty_build
from tests.defs.sources.missile_table import NAME, READER, claim, claims, reason, table


def fates(**cells: str | None) -> dict[str, int | None]:
    names = ("shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target")
    found = claim(**cells)
    return {name: found[name] for name in names if found[name] is not None}


def on_night(day: str) -> dict[str, str]:
    return {"time_start": day, "time_end": f"{day} 08:00", "destroyed": "27", "not_reach_goal": "8"}


def test_drones_lost_to_jamming_are_separate_until_the_figures_were_merged() -> None:
    assert fates(**on_night("2025-07-23")) == {"shot_down": 27, "suppressed": 8}
    assert fates(**on_night("2025-07-24")) == {
        "shot_down_or_suppressed": 27, "not_reached_target": 8,
    }  # fmt: skip


def test_a_missile_that_did_not_reach_its_target_is_never_called_suppressed() -> None:
    assert fates(model="X-59/X-69", **on_night("2025-05-20")) == {
        "shot_down": 27, "not_reached_target": 8,
    }  # fmt: skip


def test_more_destroyed_than_launched_is_kept_as_the_report_has_it() -> None:
    found = claim(
        time_start="2024-12-27 23:00", time_end="2024-12-28 08:30", target="Mykolaiv oblast",
        launched="16.0", destroyed="15.0", not_reach_goal="11.0",
    )  # fmt: skip
    assert (found["launched"], found["shot_down"], found["suppressed"]) == (16, 15, 11)


def test_a_blank_is_null_and_a_zero_is_zero() -> None:
    blank, zero = claim(destroyed=None), claim(destroyed="0.0")
    assert (blank["shot_down_or_suppressed"], zero["shot_down_or_suppressed"]) == (None, 0)
    assert (blank["intercepted_qualifier"], zero["intercepted_qualifier"]) == (None, "exact")


@pytest.mark.parametrize("cell", ["61.5", "=1+1", "sixty", "1e3"])
def test_a_cell_that_is_no_whole_number_is_refused(cell: str) -> None:
    assert f"launched = '{cell}' is not a whole number" in reason(launched=cell)


def test_a_negative_count_is_refused() -> None:
    assert "a count is never negative" in reason(launched="-3")


def test_the_newest_columns_become_figures() -> None:
    found = claim(
        num_hit_location="16.0", num_fall_fragment_location="7.0", still_attacking="7.0",
        turbojet="4.0", is_shahed="110.0",
    )  # fmt: skip
    assert (found["hit_locations"], found["debris_locations"]) == (16, 7)
    assert (found["still_airborne"], found["jet_powered"], found["launched"]) == (7, 4, 183)


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({"cross_border_belarus": "1.0"}, 1),
        ({"cross_border_belarus": "1.0", "back_russia": "3.0"}, 4),
        ({"border_crossing": "{'belarus': 1.0, 'russia': 3.0}"}, 4),
        ({"border_crossing": "{'poland': 8}"}, 8),
        ({"border_crossing": "{}"}, None),
        ({"border_crossing": "{'belarus': NaN, 'russia': 3.0}"}, None),
        ({}, None),
    ],
)
def test_what_left_the_airspace_is_one_figure_in_every_generation(
    cells: dict[str, str | None], left: int | None
) -> None:
    assert claim(**cells)["left_airspace"] == left


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("border_crossing", "{'belarus': 'two'}"),
        ("border_crossing", "{'belarus': 1.5}"),
        ("border_crossing", "{'belarus': -1, 'russia': 1}"),
        ("border_crossing", "{'belarus': 1e999}"),
        ("border_crossing", "{'belarus': True}"),
        ("border_crossing", "{'belarus': 1"),
        ("destroyed_details", "__import__('os').getcwd()"),
        ("destroyed_details", "['south', 4]"),
        ("launched_details", "{'Kalibr': 28,, 'X-59': 1}"),
    ],
)
def test_a_dict_cell_that_cannot_be_read_is_refused_with_its_value(column: str, cell: str) -> None:
    assert f"{column} = '{cell}' is not a" in reason(**{column: cell})


def test_a_bare_nan_is_nothing_and_a_quoted_one_a_name() -> None:
    cell = "{'east': NaN, 'NaN': 2, \"nan\": nan,    'north': 4}"
    assert literals.mapping(cell) == {"east": None, "NaN": 2, "nan": None, "north": 4}


@pytest.mark.parametrize("cell", ["{" * 5000, "{[]: 1}", "{1: 2}", "{'a': x}", "'a' " * 9000, ""])
def test_a_hostile_literal_is_refused_and_never_run(cell: str) -> None:
    with pytest.raises(literals.NotALiteral):
        literals.mapping(cell)


def test_the_key_is_made_of_raw_untrimmed_cells() -> None:
    kept, _ = claims(table({"time_end": "2026-02-05 08:00 "}, {}))
    keys = kept["natural_key"].to_list()
    assert "2026-02-05 08:00 \x1f" in keys[0]
    assert keys[0] != keys[1]


def test_evidence_quotes_the_cell_its_column_and_its_row(tmp_path: Path) -> None:
    kept, _ = claims(table({}))
    with empty_build(tmp_path / "build.duckdb") as warehouse:
        with warehouse.transaction() as cursor:
            declare_cells(cursor, READER)
            store_records(cursor, "strikes", kept.with_columns(ordinal=1))
            cursor.execute(
                "insert into revisions.strikes select record_id, 1, now(), null "
                "from records.strikes"
            )
        ((words,),) = warehouse.rows("select evidence from claims.strikes")
    evidence = {entry["field"]: entry for entry in words}
    quoted = evidence["shot_down_or_suppressed"]
    assert (quoted["quote"], quoted["column"], quoted["row"]) == ("156.0", "destroyed", 1)
    assert (quoted["char_start"], quoted["char_end"]) == (None, None)
    assert "shot_down" not in evidence


def test_the_row_that_cites_a_post_of_another_attack_is_corrected() -> None:
    wrong = READER.source.corrections[0]
    rows = correct(NAME, table({**wrong.where, "source": wrong.expect}), READER.source.corrections)
    assert rows.item(0, "source") == wrong.value


def test_a_correction_that_the_publisher_has_made_himself_stops_the_reading() -> None:
    wrong = READER.source.corrections[0]
    with pytest.raises(StaleCorrection, match="the correction expects"):
        correct(NAME, table({**wrong.where, "source": wrong.value}), READER.source.corrections)
