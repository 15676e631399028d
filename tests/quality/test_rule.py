"""Warnings with known exceptions: counted, with their reason, and only for warnings."""

from pathlib import Path

import pytest

from pipelines.quality.rule import Known, SuiteError, rule_of

ENTRY = {
    "name": "places_known",
    "type": "expect_column_values_to_not_be_null",
    "kwargs": {"column": "place"},
    "severity": "warning",
    "reason": "A place is stated.",
}
KNOWN = {"rows": 3, "why": "three posts state none"}


def test_a_rule_holds_up_to_its_known_exceptions_and_fails_at_one_more():
    rule = rule_of(Path("s.yml"), 1, {**ENTRY, "known": KNOWN})
    assert rule.known == Known(3, "three posts state none")
    assert rule.is_held(is_success=False, failing=3)
    assert not rule.is_held(is_success=False, failing=4)
    assert not rule.is_held(is_success=False, failing=None)
    assert "3 known: three posts state none" in rule.explanation


def test_a_rule_without_known_exceptions_fails_at_the_first_row():
    rule = rule_of(Path("s.yml"), 1, ENTRY)
    assert not rule.is_held(is_success=False, failing=1)
    assert rule.is_held(is_success=True, failing=0)
    assert rule.explanation == "A place is stated."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"severity": "critical", "known": KNOWN}, "only a warning"),
        ({"known": {"rows": 3}}, "rows and why"),
        ({"known": {"rows": 3, "why": ""}}, "rows and why"),
        ({"known": {"rows": 0, "why": "none"}}, "known.rows"),
        ({"known": 3}, "rows and why"),
    ],
)
def test_an_exception_without_a_number_or_a_reason_is_refused(change, words):
    with pytest.raises(SuiteError, match=words):
        rule_of(Path("s.yml"), 1, {**ENTRY, **change})
