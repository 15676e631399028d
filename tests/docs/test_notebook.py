"""The notebook runs from the published file to its three pictures."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from pipelines.paths import ROOT

NOTEBOOK = ROOT / "notebooks" / "three_pictures.ipynb"
PICTURES = ("drones_per_night", "share_intercepted", "airspace")


@pytest.fixture(scope="module")
def ran(golden) -> Iterator[dict[str, Any]]:
    """The notebook's variables once all its cells have run in order."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("LEDGER_WAREHOUSE", str(golden.warehouse))
        for cell in _code_cells():
            exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), names)
    yield names
    names["ledger"].close()


def test_the_readme_leads_to_the_notebook():
    readme = (ROOT / "README.md").read_text()
    assert "notebooks/three_pictures.ipynb" in readme
    assert "`make notebook`" in readme


def test_the_notebook_is_kept_without_outputs():
    assert all(cell["outputs"] == [] and not cell["execution_count"] for cell in _code_cells())


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_a_valid_chart_with_data(ran, name):
    chart = ran[name].to_dict()
    assert chart["title"]
    assert all(rows for rows in chart["datasets"].values())


def test_a_night_without_a_count_is_marked_and_never_drawn_as_zero(ran):
    nights, unknown = ran["nights"], ran["unknown"]
    assert unknown.height == nights["launched"].null_count() > 0
    bars, _, gaps = (layer["data"]["name"] for layer in ran["drones_per_night"].to_dict()["layer"])
    datasets = ran["drones_per_night"].to_dict()["datasets"]
    assert len(datasets[bars]) == nights.height - unknown.height
    assert len(datasets[gaps]) == unknown.height


def test_no_line_of_the_rates_crosses_a_change_of_rules(ran):
    chart = ran["share_intercepted"].to_dict()
    assert chart["encoding"]["detail"]["field"] == "regime"
    assert chart["encoding"]["color"]["field"] == "rate_comparable"
    of_regime = ran["months"].group_by("regime").agg(senses="rate_comparable")
    assert of_regime.height >= 3
    assert all(len(set(senses)) == 1 for senses in of_regime["senses"])


def test_a_month_without_a_rate_breaks_the_line(ran):
    months, rates = ran["months"], ran["rates"]
    assert months["interception_rate"].drop_nulls().len() == rates.height
    assert months.height >= rates.height


def test_sightings_have_a_panel_of_their_own(ran):
    assert set(ran["per_quarter"]["kind"]) == {"violation", "dangerous_encounter", "sighting"}
    assert ran["airspace"].to_dict()["encoding"]["row"]["field"] == "kind"


def _code_cells() -> list[dict[str, Any]]:
    cells = json.loads(NOTEBOOK.read_text())["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]
