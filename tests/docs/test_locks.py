"""The locks of extras: they pin what the extra needs, beside the versions of requirements.lock."""

import re
import tomllib

import pytest

from pipelines.paths import ROOT

PIN = re.compile(r"^([\w.\[\]-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Version of each package that a lock pins."""
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize(
    ("name", "target"), [("notebook", "notebook"), ("spark", "test-spark"), ("bench", "bench")]
)
def test_make_installs_an_extra_beside_the_same_versions(name: str, target: str) -> None:
    lock = f"requirements-{name}.lock"
    own, shared = pins(lock), pins("requirements.lock")
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert {re.split(r"[<>=]", one)[0] for one in extra[name]} <= own.keys()
    assert {
        name: own[name] for name in own.keys() & shared.keys() if own[name] != shared[name]
    } == {}
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}: .*\$\({name.upper()}_READY\)", makefile, re.MULTILINE)
    assert f"--require-hashes --requirement {lock}" in makefile
