"""What docs/operate.md says to install: units of systemd, a line for cron, settings."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.paths import ROOT
from pipelines.settings import Settings

TEXT = (ROOT / "docs" / "operate.md").read_text()

UNITS = {
    name: re.sub("^ {4}", "", body, flags=re.MULTILINE)
    for name, body in re.findall(r"    # /etc/systemd/system/(\S+)\n((?:    .*\n)+)", TEXT)
}

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze"
)


def analyzed(*arguments: str) -> str:
    ran = subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


@needs_systemd
def test_units_of_systemd_are_valid(tmp_path: Path) -> None:
    assert UNITS.keys() == {"ledger.service", "ledger.timer", "ledger-ui.service"}
    for name, body in UNITS.items():
        here = body.replace("/srv/ledger/.venv/bin/ledger", sys.executable)
        here = here.replace("/srv/ledger/.venv/bin/dg", sys.executable)
        (tmp_path / name).write_text(here.replace("User=ledger", "User=root"))
    warnings = analyzed("verify", *(str(tmp_path / name) for name in UNITS))
    assert not [line for line in warnings.splitlines() if str(tmp_path) in line]


@needs_systemd
def test_the_timer_elapses_in_the_morning_and_in_the_evening() -> None:
    (moments,) = re.findall(r"OnCalendar=(.*)", UNITS["ledger.timer"])
    normal = analyzed("calendar", moments)
    assert "Normalized form: *-*-* 09,20:30:00 Europe/Kyiv" in normal


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"\bLEDGER_([A-Z_]+)\b", TEXT)) - {"DAGSTER_DIR"}
    known = {name.upper() for name in Settings.model_fields}
    assert named <= known
