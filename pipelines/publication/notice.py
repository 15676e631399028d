"""What a reader of two publications would notice, by event and figure, the weightiest first.

Changed best values come first, then new and vanished events, then changed ranges and disputes.
Comparing tables row by row and printing do not belong here (diff.py).
"""

from dataclasses import dataclass
from typing import Literal

import duckdb

FIGURES = "marts.overview_figures"
"""Table with one row per event and figure."""

COLUMNS = {
    "family", "event_id", "happened_stated", "figure", "value", "low", "high", "is_disputed",
}  # fmt: skip
"""Its columns that are compared; a file of an older version that lacks one gives nothing."""

Kind = Literal["value", "new event", "vanished event", "range or dispute"]

KINDS: tuple[Kind, ...] = ("value", "new event", "vanished event", "range or dispute")
"""Kinds of changes in the order in which they are listed."""


@dataclass(frozen=True)
class Noticed:
    """One change of an event. `figure`: null where the event itself is new or has vanished;
    `before`, `after`: values in words, null where there is none.
    """

    kind: Kind
    family: str
    event_id: str
    happened_stated: str | None
    figure: str | None
    before: str | None
    after: str | None


def noticed(connection: duckdb.DuckDBPyConnection) -> list[Noticed]:
    """Changes from the attached file `before` to the attached file `after`, in order of `KINDS`."""
    rows = connection.execute(QUERY, [list(KINDS)]).fetchall()
    return [Noticed(*row) for row in rows]


def _range(name: str) -> str:
    """SQL of the range of a figure in words, and whether sources differ on it."""
    return f"""
        case
            when {name}.event_id is null then null
            else concat_ws(
                ', ',
                case
                    when {name}.low is not null or {name}.high is not null
                        then concat(coalesce({name}.low::varchar, '?'), ' to ',
                            coalesce({name}.high::varchar, '?'))
                end,
                case when {name}.is_disputed then 'disputed' else 'not disputed' end
            )
        end"""


QUERY = f"""
with
compared as (
    select
        coalesce(former.family, latter.family) as family,
        coalesce(former.event_id, latter.event_id) as event_id,
        coalesce(latter.happened_stated, former.happened_stated) as happened_stated,
        coalesce(former.figure, latter.figure) as figure,
        former.value as value_before,
        latter.value as value_after,
        {_range("former")} as range_before,
        {_range("latter")} as range_after,
        former.event_id is not null as is_before,
        latter.event_id is not null as is_after
    from before.{FIGURES} as former
    full join after.{FIGURES} as latter
        on former.family = latter.family
        and former.event_id = latter.event_id
        and former.figure = latter.figure
),

events as (
    select
        *,
        bool_or(is_before) over of_event as was_event,
        bool_or(is_after) over of_event as is_event
    from compared
    window of_event as (partition by family, event_id)
),

changes as (
    select
        case when not was_event then 'new event' else 'vanished event' end as kind,
        family,
        event_id,
        max(happened_stated) as happened_stated,
        null as figure,
        string_agg(concat(figure, ' ', coalesce(value_before, range_before)), '; ' order by figure)
            filter (is_before) as former,
        string_agg(concat(figure, ' ', coalesce(value_after, range_after)), '; ' order by figure)
            filter (is_after) as latter
    from events
    where not was_event or not is_event
    group by all
    union all
    select
        case
            when value_before is distinct from value_after then 'value' else 'range or dispute'
        end,
        family,
        event_id,
        happened_stated,
        figure,
        case when value_before is distinct from value_after then value_before else range_before end,
        case when value_before is distinct from value_after then value_after else range_after end
    from events
    where
        was_event
        and is_event
        and (value_before is distinct from value_after or range_before is distinct from range_after)
)

select kind, family, event_id, happened_stated, figure, former, latter
from changes
order by list_position(?, kind), family, happened_stated desc nulls last, event_id, figure
"""
