"""The graph equals graph.txt; a new folder adds a few assets and changes nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.components import storage
from pipelines.landing.declaration import all_sources
from pipelines.paths import ROOT
from tests.running import definitions

GRAPH = ROOT / "tests/graph.txt"

LIST_ASSETS = """
import sys
from pipelines.definitions import defs
slow = {'sqlglot', 'httpx', 'pandas', 'great_expectations'} & set(sys.modules)
assert not slow, slow
graph = defs().resolve_asset_graph()
for key in sorted(graph.get_all_asset_keys()):
    parents = sorted(parent.to_user_string() for parent in graph.get(key).parent_keys)
    print(key.to_user_string(), "<-", " ".join(parents))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's own files, also as Python has compiled them, in a folder of their own."""
    for name in ("pipelines", "sql", "expectations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lines_of(folder: Path) -> list[str]:
    """The graph of a checkout, one asset a line with what it depends on, in a new process.

    Fails if loading the definitions imports a module that takes seconds.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder), "LEDGER_DATA": str(folder / "data")}
    ran = subprocess.run(
        [sys.executable, "-c", LIST_ASSETS],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_the_graph_is_the_one_on_record():
    graph = definitions().resolve_asset_graph()
    parents = {key: graph.get(key).parent_keys for key in graph.get_all_asset_keys()}
    lines = [
        f"{key.to_user_string()} <- {' '.join(sorted(map(dg.AssetKey.to_user_string, of)))}"
        for key, of in sorted(parents.items())
    ]
    assert lines == GRAPH.read_text().splitlines(), (
        "the graph changed: if on purpose, write the new one with `make graph`"
    )


def test_copied_folders_are_a_source_and_a_family(copy: Path):
    sources = copy / "pipelines/defs/sources"
    shutil.copytree(sources / "exchange_register", sources / "acme")
    for file in (copy / "sql/agreements").iterdir():
        target = copy / "sql/treaties" / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(file.read_text().replace("agreements", "treaties"))
    recorded = {line.split(" <- ")[0]: line for line in GRAPH.read_text().splitlines()}
    lines = {line.split(" <- ")[0]: line for line in lines_of(copy)}
    assert lines["staging/acme"] == "staging/acme <- landed/documents"
    assert lines.keys() - recorded.keys() == {"staging/acme"} | {
        key.replace("/agreements", "/treaties") for key in recorded if "/agreements" in key
    }
    read_acme = {"claims/exchanges"} | {
        f"quality/{name}"
        for name in ("documents_read", "quarantined_rows", "reporting", "review_queue")
    }
    read_treaties = {"quality/page"} | {
        f"marts/overview_{name}"
        for name in (
            "claim_events", "coverage", "coverage_monthly", "disagreements", "ends",
            "figure_history", "figures", "provenance", "sources", "statements",
        )
    }  # fmt: skip
    changed = {key for key, line in lines.items() if recorded.get(key) not in (line, None)}
    assert changed == read_acme | read_treaties


def test_a_misspelt_key_of_a_source_is_refused(copy: Path):
    path = copy / "pipelines/defs/sources/exchange_register/defs.yaml"
    declared = yaml.safe_load(path.read_text())
    declared["attributes"]["licens"] = declared["attributes"].pop("licence")
    path.write_text(yaml.safe_dump(declared))
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("dg")), "check", "yaml"],
        cwd=copy, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode != 0
    assert "licens" in ran.stdout + ran.stderr


def test_every_asset_has_a_description_and_a_group():
    graph = definitions().resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.group_name not in (None, "default"), key


def test_every_asset_shows_its_layer_and_opens_its_files():
    graph = definitions().resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.tags["layer"] == key.path[0]
        assert key.path[0] in node.kinds
        references = node.metadata["dagster/code_references"].code_references
        assert references and all(Path(one.file_path).is_file() for one in references), key
    strikes = graph.get(dg.AssetKey(["links", "strikes"])).metadata["dagster/code_references"]
    assert [one.file_path for one in strikes.code_references] == [
        str(ROOT / "sql/strikes/links.sql")
    ]


def test_daily_sources_grow_old_and_landing_is_tried_again():
    graph = definitions().resolve_asset_graph()
    for name, source in all_sources().items():
        policy = graph.get(dg.AssetKey(["staging", name])).freshness_policy
        assert (policy is not None) == (source.cadence == "daily"), name
    landing = definitions().get_assets_def(dg.AssetKey(["landed", "documents"]))
    assert landing.op.retry_policy is not None
    assert landing.op.retry_policy.max_retries == 2


def test_the_instance_is_configured_by_the_projects_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LEDGER_DAGSTER_DIR", str(tmp_path))
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        assert instance.run_monitoring_enabled
        assert instance.get_concurrency_config().pool_config.default_pool_limit == 1


def test_dagster_keeps_everything_in_one_folder_without_any_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As `dg launch` does outside of make, in a shell that has set nothing."""
    monkeypatch.delenv("LEDGER_DAGSTER_DIR", raising=False)
    monkeypatch.setattr(storage, "ROOT", tmp_path)
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        assert instance.get_runs() == []
        assert Path(instance.storage_directory()).is_relative_to(tmp_path / ".dagster")
    assert {"runs.db", "schedules.db", "event_log.db"} <= {
        path.name for path in (tmp_path / ".dagster").rglob("*.db")
    }
