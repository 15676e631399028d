"""The system's Chromium, driven by Playwright; tests that need it skip where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    if CHROMIUM is None:
        pytest.skip(
            "needs Chromium: no chromium, chromium-browser or google-chrome on PATH; on Debian, "
            "`apt-get install chromium`"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(Path(CHROMIUM)), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
