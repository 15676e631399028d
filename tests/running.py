"""Runs the job and the command for tests, in this process or in a separate one."""

import functools
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import pytest

from pipelines.paths import ROOT
from pipelines.settings import Settings

LEDGER = str(Path(sys.executable).with_name("ledger"))


@functools.cache
def definitions() -> dg.Definitions:
    """All definitions of the project, loaded once a process: no data folder changes them."""
    from pipelines.definitions import defs

    return defs()


def refreshed(
    here: Settings, selection: dg.AssetSelection | None = None, as_of: str | None = None
) -> dg.ExecuteInProcessResult:
    """Run the job `refresh`, or a part of it, over a data folder in this process.

    `as_of` goes into the configuration of the run, as in the UI. The caller checks for success.
    """
    with at(here):
        graph, name = definitions(), "refresh"
        if selection is not None:
            part = dg.define_asset_job("part_of_refresh", selection)
            graph, name = dg.Definitions.merge(graph, dg.Definitions(jobs=[part])), part.name
        return graph.resolve_job_def(name).execute_in_process(
            raise_on_error=False,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                **({"resources": {"settings": {"config": {"as_of": as_of}}}} if as_of else {}),
            },
        )


def as_far_as_claims() -> dg.AssetSelection:
    """The part of the job that lands, reads and counts, up to the claims."""
    from pipelines.defs.graph import FETCHES, READING

    incoming = dg.AssetSelection.groups("landed", "vocabulary", "staging")
    claims = dg.AssetSelection.key_prefixes("claims")
    return (
        incoming
        | claims
        | dg.AssetSelection.keys(*(name.replace(".", "/") for name in (*READING, FETCHES)))
    )


@contextmanager
def at(here: Settings) -> Iterator[None]:
    """Use that data folder in the settings of this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_DATA", str(here.data))
        yield


def lay_out_storage(folder: Path) -> None:
    """Write the empty databases of a new Dagster folder.

    Dagster takes half a second to create them, so they are created once a process and copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _empty_databases().items():
        (folder / name).write_bytes(content)


@functools.cache
def _empty_databases() -> dict[str, bytes]:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_DAGSTER_DIR", name)
        with dg.DagsterInstance.from_config(str(ROOT)) as instance:
            assert instance.get_runs() == []
        return {file.name: file.read_bytes() for file in Path(name).glob("*.db")}


def ledger_here(
    capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command over a data folder, in this process: what it prints and how it exits.

    A refresh uses the definitions that this process has loaded.
    """
    from pipelines.cli import job
    from pipelines.cli.main import app

    with at(Settings(data=folder)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(job, "defs", definitions)
        for name in ("DAGSTER_HOME", "LEDGER_DAGSTER_DIR"):
            patch.setenv(name, apart(folder)[name])
        for name, value in environment.items():
            patch.setenv(name, value)
        code = app(list(arguments), result_action="return_value") or 0
    said = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, code, said.out, said.err)


def ledger(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command over a data folder, in a process of its own."""
    return subprocess.run(
        [LEDGER, *arguments],
        env=apart(folder, **environment), capture_output=True, text=True, check=False,
    )  # fmt: skip


def refresh_apart(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`ledger refresh` over a data folder, in a process of its own; fails where it fails."""
    ran = ledger(folder, "refresh", **environment)
    assert ran.returncode == 0, ran.stderr
    return ran


def drain_until(process: subprocess.Popen[str], line: str) -> None:
    """Read what a process says on standard error until a log line ends so; fails if it ends."""
    assert process.stderr is not None
    said = []
    for line_read in process.stderr:
        said.append(line_read)
        if line_read.strip().endswith(f"Z {line}"):
            return
    raise AssertionError("".join(said))


def apart(folder: Path, **environment: str) -> dict[str, str]:
    """Environment of a process that works in a data folder of its own."""
    return {
        **os.environ,
        "LEDGER_DATA": str(folder),
        "LEDGER_DAGSTER_DIR": str(folder / "dagster"),
        "DAGSTER_HOME": str(ROOT),
        **environment,
    }
