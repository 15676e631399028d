"""Events depend on the content of claims, not on their order or their time of landing.

Half of the registers' claims lose their label here, to try the rules for claims without one.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.staging.contract import contract
from tests.campaign import FULL
from tests.registers.test_shipped import shipped
from tests.resolving import House, resolving

FAMILIES = {
    "airspace": "airspace_register",
    "negotiations": "negotiation_register",
    "exchanges": "exchange_register",
    "agreements": "agreement_register",
}
LANDED = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with resolving(*FAMILIES) as made:
        yield made


@pytest.fixture(scope="module", params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def in_order(house: House, family: str) -> tuple[list[tuple], list[tuple]]:
    """Links and events of a family from its claims in the order of the register."""
    house.know(family, half_labelled(family))
    return resolved(house, family)


@settings(max_examples=50 if FULL else 3)
@given(seed=st.integers(0, 10_000))
def test_order_and_landing_time_change_nothing(house, family, in_order, seed):
    order = Random(seed)
    claims = half_labelled(family)
    shuffled = [
        claim | {"known_from": LANDED + timedelta(hours=order.randrange(1000))} for claim in claims
    ]
    order.shuffle(shuffled)
    house.know(family, shuffled)
    assert resolved(house, family) == in_order


def test_every_claim_is_linked_once_and_every_event_has_claims(family, in_order):
    claims = half_labelled(family)
    links, events = in_order
    assert sorted(row[0] for row in links) == sorted(claim["claim_id"] for claim in claims)
    assert all(row[3] for row in links)
    named = {row[1] for row in links}
    if family == "agreements":  # an agreement without a dated change has no status
        assert {row[0] for row in events} <= named
    else:
        assert sorted(row[0] for row in events) == sorted(named)


def resolved(house: House, family: str) -> tuple[list[tuple], list[tuple]]:
    links = house.rows(f"select * from links.{family} order by all")
    return links, house.rows(f"select * from events.{family} order by all")


@cache
def every(family: str) -> tuple[dict, ...]:
    """Claims of a register, in its order."""
    kept = shipped(FAMILIES[family]).kept
    columns = [name for name in kept.columns if name in contract(family) and name != "evidence"]
    return tuple(
        claim | {"claim_id": f"c{place:04}", "revision": 1, "known_from": LANDED}
        for place, claim in enumerate(kept.select(columns).to_dicts())
    )


def half_labelled(family: str) -> list[dict]:
    return [
        claim | ({} if place % 2 else {"event_ref": None})
        for place, claim in enumerate(every(family))
    ]
