"""Handles rows that sum up other rows: a class and its models, all targets and their kinds.

A total is never published together with its parts. A figure that only the total states is assigned
to the parts if that is certain, and flagged as derived.
"""

from pipelines.extraction.strikes.row import STOPPED_COLUMNS, Row, of_group

_ALL_STOPPED = ("shot_down", "shot_down_or_suppressed")


def give_targets_to_their_kind(rows: list[Row]) -> None:
    """Assign stopped targets to a kind if only one kind was launched."""
    totals = [row for row in rows if row.group == "air_target" and row.is_intercepted]
    others = [row for row in rows if row.group != "air_target" and not row.is_total]
    if len(totals) != 1 or len(others) != 1 or others[0].is_intercepted:
        return
    total, other = totals[0], others[0]
    if not 0 < total.stopped <= other.values.get("launched", 0):
        return
    for cited in total.evidence:
        if cited.column in STOPPED_COLUMNS:
            count, qualifier = total.values[cited.column], total.qualifiers[cited.column]
            other.set(cited.column, count, qualifier, cited.first, cited.last)
    other.flags.append("derived")


def give_losses_to_drones(rows: list[Row]) -> None:
    """Assign losses to electronic warfare over all kinds to drones, if one row has drones."""
    column = "not_reached_target"
    counted = [row for row in rows if column in row.values]
    drones = [row for row in rows if row.group == "drone" and row.weapon_class != "recon_drone"]
    if len(counted) != 1 or counted[0].group != "air_target" or len(drones) != 1:
        return
    total, cited = counted[0], counted[0].cited(column)
    drones[0].set(column, total.values[column], total.qualifiers[column], cited.first, cited.last)
    drones[0].flags.append("derived")


def give_outcomes_to_parts(rows: list[Row]) -> None:
    """If as many of a class were stopped as its parts launched, every part was stopped."""
    for row in rows:
        is_outcome_only = row.is_intercepted and "launched" not in row.values
        if is_outcome_only and row.is_generic and not row.is_total:
            _give_to_parts(rows, row)
    for total in [row for row in rows if row.is_total and row.is_intercepted]:
        launched = total.values.get("launched")
        for column in _ALL_STOPPED:
            if launched is not None and total.values.get(column) == launched:
                for part in of_group(rows, total.group):
                    if "launched" in part.values and not part.is_intercepted:
                        _stop_all(part, column, total)


def drop_outcome_totals(rows: list[Row]) -> None:
    """A count for a class beside counts for its models is their total, or says no more."""
    for row in rows:
        if not row.is_generic:
            continue
        others = [
            one for one in of_group(rows, row.group)
            if one is not row and one.weapon_class != "recon_drone"
        ]  # fmt: skip
        parts = [one for one in others if one.stopped]
        stopped = sum(one.stopped for one in parts)
        if "launched" not in row.values:
            is_hits_only = bool(others) and set(row.values) == {"hits"}
            row.is_total = is_hits_only or 0 < stopped <= row.stopped
        elif row.group == "missile" and stopped and stopped == row.stopped:
            _divide(row, parts)


def _give_to_parts(rows: list[Row], total: Row) -> None:
    parts = [
        one for one in of_group(rows, total.group)
        if one is not total and "launched" in one.values and not one.is_intercepted
    ]  # fmt: skip
    for column in (*_ALL_STOPPED, "suppressed"):
        count = total.values.get(column)
        if count and parts and sum(one.values["launched"] for one in parts) == count:
            for part in parts:
                _stop_all(part, column, total)
                part.flags.append("derived")
            total.is_total = True


def _stop_all(part: Row, column: str, total: Row) -> None:
    cited = total.cited(column)
    part.set(column, part.values["launched"], "exact", cited.first, cited.last)


def _divide(total: Row, parts: list[Row]) -> None:
    """Leave what was stopped to the parts; what was launched too, where all was stopped."""
    if total.values["launched"] != total.stopped or any("launched" in one.values for one in parts):
        for column in STOPPED_COLUMNS:
            total.values.pop(column, None)
        return
    cited = total.cited("launched")
    for one in parts:
        one.set("launched", one.stopped, "exact", cited.first, cited.last)
        one.flags.append("derived")
    total.is_total = True
