"""Roles of numbers that examples take from labels."""

from datetime import date

from benchmarks.training.examples import examples
from pipelines.extraction.document import Document

TEXT = "Overnight into February 5, Russia launched 90 drones. Ukraine ordered 300 drones."
DRONES = {"night_of": "2026-02-05", "attacker": "RUS", "weapon_class": "drone"}


def roles(strikes: list[dict] | None) -> list[str]:
    document = Document("d", TEXT, published_on=date(2026, 2, 5), lang="en")
    label = None if strikes is None else {"id": "d", "strikes": strikes}
    return sorted(example.role for example in examples(label, document))


def test_a_right_figure_has_its_role_and_a_number_of_no_event_another() -> None:
    assert roles([{**DRONES, "launched": 90}]) == ["launched", "other"]


def test_a_wrong_figure_is_no_example() -> None:
    assert roles([{**DRONES, "launched": 85}]) == ["other"]


def test_a_number_that_the_label_states_is_not_other() -> None:
    assert roles([{**DRONES, "launched": 90, "killed": 300}]) == ["launched"]


def test_all_claims_of_a_case_are_right() -> None:
    assert roles(None) == ["launched", "other"]
