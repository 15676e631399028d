"""What one document may cost: its limits, and the timer that ends a reader that is over time."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.settings import Settings
from pipelines.staging.budget import MEGABYTE, TIMED_MEGABYTES, Budget, OverTime, deadline

BUDGET = Budget(seconds=10.0, megabytes=2, text_megabytes=1, memory_megabytes=64)


@pytest.mark.parametrize(
    ("name", "megabytes", "setting"),
    [
        ("a.csv", 2, None),
        ("A.CSV", 3, "LEDGER_DOCUMENT_MEGABYTES=2"),
        ("a.html", 1, None),
        ("a.html", 2, "LEDGER_DOCUMENT_TEXT_MEGABYTES=1"),
    ],
)
def test_a_document_over_its_size_is_named_with_its_setting(name, megabytes, setting) -> None:
    assert BUDGET.too_large(name, megabytes * MEGABYTE - 1) is None or setting
    said = BUDGET.too_large(name, megabytes * MEGABYTE)
    if setting is None:
        assert said is None
        assert BUDGET.too_large(name, megabytes * MEGABYTE + 1) is not None
    else:
        assert said is not None
        assert said.startswith(f"{name}: ")
        assert setting in said


@given(st.integers(0, 1 << 40), st.integers(0, 1 << 40))
def test_a_larger_document_never_has_less_time(one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    assert BUDGET.seconds <= BUDGET.seconds_for(smaller) <= BUDGET.seconds_for(larger)


def test_time_is_in_proportion_above_a_size() -> None:
    assert BUDGET.seconds_for(TIMED_MEGABYTES * MEGABYTE) == 10.0
    assert BUDGET.seconds_for(3 * TIMED_MEGABYTES * MEGABYTE) == 30.0


def test_messages_quote_the_setting_to_raise() -> None:
    assert "10 seconds of processor time (LEDGER_DOCUMENT_SECONDS=10)" in BUDGET.over_time("a", 10)
    assert "LEDGER_DOCUMENT_MEMORY_MEGABYTES=64" in BUDGET.over_memory("a.html")


def test_settings_give_the_budget() -> None:
    settings = Settings(
        document_seconds=1.5, document_megabytes=2, document_text_megabytes=3,
        document_memory_megabytes=4,
    )  # fmt: skip
    assert Budget.of(settings) == Budget(1.5, 2, 3, 4)


def busy(seconds: float) -> int:
    """Use up processor time; how often it went round."""
    end, rounds = time.process_time() + seconds, 0
    while time.process_time() < end:
        rounds += 1
    return rounds


def test_a_block_over_its_processor_time_is_ended_and_one_within_it_is_not() -> None:
    with pytest.raises(OverTime), deadline(0.05):
        busy(5.0)
    with deadline(5.0):
        assert busy(0.01) > 0
    busy(0.1)  # the timer of a block that has ended is off


def test_in_another_thread_time_is_not_limited() -> None:
    rounds: list[int] = []

    def work() -> None:
        with deadline(0.01):
            rounds.append(busy(0.1))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert rounds and rounds[0] > 0
