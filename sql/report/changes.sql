-- Figures that differ between the publication before (the table `figures_before`) and this one.
-- grain: event_id x figure
-- not for: a history of all changes; see marts.overview_revisions.
with
events_now as (
    select distinct
        family,
        event_id,
        happened_stated,
    from marts.overview_figures
),

events_before as (
    select distinct
        family,
        event_id,
        happened_stated,
    from figures_before
),

appeared as (
    select
        'new' as change,
        events_now.*,
    from events_now
    anti join events_before on events_now.event_id = events_before.event_id
),

withdrawn as (
    select
        'withdrawn' as change,
        events_before.*,
    from events_before
    anti join events_now on events_before.event_id = events_now.event_id
),

figures_changed as (
    select
        'changed' as change,
        coalesce(latest.family, earlier.family) as family,
        coalesce(latest.event_id, earlier.event_id) as event_id,
        coalesce(latest.happened_stated, earlier.happened_stated) as happened_stated,
        coalesce(latest.figure, earlier.figure) as figure,
        earlier.value as value_before,
        latest.value as value_after,
        latest.best_rule,
    from marts.overview_figures as latest
    full join figures_before as earlier
        on latest.event_id = earlier.event_id and latest.figure = earlier.figure
    where
        (latest.value is distinct from earlier.value or latest.low is distinct from earlier.low or latest.high is distinct from earlier.high)
),

-- Events that are new or withdrawn are one row each, not one per figure.
changed as (
    select figures_changed.*,
    from figures_changed
    semi join events_now on figures_changed.event_id = events_now.event_id
    semi join events_before on figures_changed.event_id = events_before.event_id
),

changes as (
    from appeared
    union all by name
    from withdrawn
    union all by name
    from changed
)

select
    change, -- new, changed or withdrawn.
    family, -- Family of the event.
    event_id, -- Event.
    happened_stated, -- Date at the stated precision.
    figure, -- Figure that changed; null for events that are new or withdrawn.
    value_before, -- Value before; null when there was none.
    value_after, -- Value now; null when there is none.
    best_rule, -- Why the value is what it is now.
    [event_id] as event_ids, -- The event.
from changes
order by happened_stated desc nulls last, event_id, figure
