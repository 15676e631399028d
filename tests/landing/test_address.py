"""Addresses of a source: of what kinds they are, and what goes along with a request."""

import pytest
from pydantic import ValidationError

from tests.landing.acme import acme


def test_an_address_is_of_one_kind_and_a_mixture_is_named() -> None:
    with pytest.raises(ValidationError, match=r"manifest\.url.*\n.*Extra inputs"):
        acme({"manifest": "https://e.org/m.json", "url": "https://e.org/a", "file": "a.csv"})
    with pytest.raises(ValidationError, match=r"series\.since.*\n.*Field required"):
        acme({"series": "https://e.org/{date}.csv", "file": "a.csv"})
