"""Adds up the items of one attack: one row for each kind of munition.

Launches create the rows, outcomes join them, headlines fill the gaps of the body.
"""

from pipelines.extraction.strikes.attack import Attack
from pipelines.extraction.strikes.bare import with_munitions
from pipelines.extraction.strikes.counted import INTERCEPTIONS
from pipelines.extraction.strikes.interceptions import add_all, add_header, add_outcomes
from pipelines.extraction.strikes.launches import (
    add_launch,
    add_total,
    divide_totals,
    drop_totals,
    launched_items,
)
from pipelines.extraction.strikes.parts_and_totals import (
    drop_outcome_totals,
    give_losses_to_drones,
    give_outcomes_to_parts,
    give_targets_to_their_kind,
)
from pipelines.extraction.strikes.row import Row, of_group
from pipelines.extraction.text.annotation import AnnotatedText


def build_rows(text: AnnotatedText, attack: Attack) -> list[Row]:
    """Munitions by kind: launches first, then outcomes; totals of other rows are left out."""
    rows: list[Row] = []
    items = with_munitions(attack.items)
    headers = with_munitions(attack.headers)
    for item in launched_items(items):
        add_launch(rows, item)
    for item in items:
        if item.role in INTERCEPTIONS and not item.is_share:
            add_total(rows, item)
    for item in headers:
        if item.role == "launched" and not of_group(rows, item.group):
            add_launch(rows, item)
    divide_totals(rows)
    drop_totals(rows)
    add_outcomes(rows, text, items)
    for item in items:
        add_all(rows, item)
    for item in headers:
        add_header(rows, text, item)
    give_targets_to_their_kind(rows)
    give_losses_to_drones(rows)
    give_outcomes_to_parts(rows)
    drop_outcome_totals(rows)
    if not rows and attack.casualties and items:
        add_launch(rows, items[0])  # "struck Kharkiv with glide bombs, injuring six people"
    return [row for row in rows if not row.is_total]
