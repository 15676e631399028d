"""Skips these tests where Spark cannot run; an engine, and a standalone cluster on this machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipelines.engines.spark import SparkEngine
from pipelines.paths import ROOT

HERE = "127.0.0.1"

DEFAULTS = """
spark.sql.shuffle.partitions 2
spark.default.parallelism 2
spark.driver.memory 1g
spark.executor.memory 600m
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
"""
"""For small data: compiling a query takes longer than running it uncompiled."""


@dataclass(frozen=True)
class Worker:
    """A worker of a cluster, and the folder in which its executors work."""

    process: subprocess.Popen
    folder: Path

    @property
    def reads(self) -> bool:
        """Whether Python, which reads documents, runs on this worker."""
        return any(_is_python_below(self.folder, one) for one in Path("/proc").glob("[0-9]*"))


@dataclass
class Cluster:
    """A master and its workers, with one core each. `folder`: of settings, logs and work."""

    home: Path
    folder: Path
    port: int
    workers: list[Worker] = field(default_factory=list)

    @property
    def master(self) -> str:
        return f"spark://{HERE}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Of the processes of the cluster and of programs that run on it."""
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {
            "SPARK_CONF_DIR": str(self.folder),
            "SPARK_LOCAL_IP": HERE,
            "SPARK_LOG_DIR": str(self.folder),
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": os.pathsep.join(paths),
        }

    def start(self, *words: str) -> subprocess.Popen:
        """A process of the cluster, in a group with those that it starts."""
        deploy = [str(self.home / "bin" / "spark-class"), *words, "--host", HERE]
        with (self.folder / "cluster.log").open("ab") as log:
            return subprocess.Popen(
                [*deploy, "--webui-port", "0"],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def add_worker(self) -> None:
        """Start one more worker."""
        folder = self.folder / f"worker{time.monotonic_ns()}"
        process = self.start(
            "org.apache.spark.deploy.worker.Worker", self.master,
            "--cores", "1", "--memory", "600m", "--work-dir", str(folder),
        )  # fmt: skip
        self.workers.append(Worker(process, folder))

    def lose(self, worker: Worker) -> None:
        """SIGKILL to a worker and to its executors, as when its machine is lost."""
        self.workers.remove(worker)
        kill(worker.process)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to a process and to those that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="session", autouse=True)
def spark() -> Path:
    """Folder of Spark; skips without pyspark or Java."""
    pyspark = pytest.importorskip("pyspark", reason="needs pyspark: `make test-spark` installs it")
    if shutil.which("java") is None:
        pytest.skip("needs Java 17")
    return Path(pyspark.__file__).parent


@pytest.fixture(scope="session")
def engine(spark: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    """An engine in this process, with one core."""
    with SparkEngine.open("local[1]", tmp_path_factory.mktemp("tables") / "spark") as opened:
        opened.session.conf.set("spark.sql.shuffle.partitions", "1")
        yield opened


@pytest.fixture
def cluster(spark: Path, tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of one master and two workers."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    (folder / "spark-defaults.conf").write_text(DEFAULTS)
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    cluster = Cluster(spark, folder, port)
    master = cluster.start("org.apache.spark.deploy.master.Master", "--port", str(port))
    try:
        _wait_for(port)
        cluster.add_worker()
        cluster.add_worker()
        yield cluster
    finally:
        for process in (*(worker.process for worker in cluster.workers), master):
            kill(process)


def _wait_for(port: int) -> None:
    """Wait until the master listens; raises `TimeoutError`."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no master on port {port}")


def _is_python_below(folder: Path, process: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes()
        return b"pyspark.daemon" in words and (process / "cwd").readlink().is_relative_to(folder)
    except OSError:  # it has ended
        return False
