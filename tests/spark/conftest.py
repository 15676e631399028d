"""Skips these tests where Spark cannot run."""

import shutil

import pytest


@pytest.fixture(scope="session", autouse=True)
def spark() -> None:
    """Skip without pyspark or Java."""
    pytest.importorskip("pyspark", reason="needs pyspark: `make test-spark` installs it")
    if shutil.which("java") is None:
        pytest.skip("needs Java 17")
