"""Every query of the cookbook runs on the shipped registers and answers what the page says."""

import re

import duckdb

from docs.build import COOKBOOK, RECIPE, SAMPLED, cookbook


def test_the_cookbook_answers_what_the_shipped_registers_state(golden):
    assert COOKBOOK.read_text() == cookbook(golden.warehouse), "write it anew with `make docs`"


def test_the_cookbook_answers_at_least_fifteen_questions():
    text = COOKBOOK.read_text()
    answered = len(RECIPE.findall(text)) + len(SAMPLED.findall(text))
    assert answered == len(re.findall(r"^## \d+\. ", text, re.MULTILINE)) >= 15
    assert all("\n| " in found[0] for found in SAMPLED.finditer(text))


def test_every_answer_has_rows(golden):
    with duckdb.connect(str(golden.warehouse), read_only=True) as connection:
        for found in RECIPE.finditer(COOKBOOK.read_text()):
            assert connection.execute(found["query"]).fetchone(), found["query"]
