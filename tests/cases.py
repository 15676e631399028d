"""Cases of tests that are data."""

from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C reads thousands of lines of cases in a tenth of the time."""


def read_cases(text: str) -> list[dict[str, Any]]:
    """The cases of a YAML file."""
    return yaml.load(text, Loader)
