-- Changes of best values: one row for every change of an event's figure, with the values before and after.
-- grain: family x event_id x figure x changed_at
-- not for: counting corrections of one source; a value also changes when a higher-ranking source starts to report on the event.
-- For changes of a range alone, see marts.overview_figure_history.
with
intervals as (
    select
        *,
        lag(value) over figure_of_event as last_value,
        lag(best) over figure_of_event as last_best,
        lag(known_to) over figure_of_event as last_known_to,
        lead(known_from) over figure_of_event as next_known_from,
        min(known_from) over (partition by family, event_id) as event_known_from,
    from marts.overview_figure_history
    window figure_of_event as (
        partition by family, event_id, figure
        order by known_from
    )
),

-- The value until this moment; null where the figure was not known immediately before.
openings as (
    select
        family,
        event_id,
        happened_stated,
        figure,
        known_from as changed_at,
        case when last_known_to = known_from then last_value end as value_before,
        value as value_after,
        case when last_known_to = known_from then last_best end as best_before,
        best as best_after,
    from intervals
    where known_from > event_known_from
),

endings as (
    select
        family,
        event_id,
        happened_stated,
        figure,
        known_to as changed_at,
        value as value_before,
        cast(null as varchar) as value_after,
        best as best_before,
        cast(null as integer) as best_after,
    from intervals
    where known_to is not null and next_known_from is distinct from known_to
),

moves as (
    select *,
    from openings
    union all
    select *,
    from endings
)

select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, as in events.<family>; one that is no longer there was dropped by its sources or has a new id.
    happened_stated, -- Date of the event, ISO 8601 at the stated precision.
    figure, -- Figure whose best value changed, as in marts.overview_figures.
    changed_at, -- Moment from which the new value was known.
    case
        when value_before is null then 'stated'
        when value_after is null then 'withdrawn'
        else 'changed'
    end as kind, -- changed; stated, where the event was known without this figure before; withdrawn, where no source reports it any more.
    value_before, -- Best value until then, a number or a word; null when there was none.
    value_after, -- Best value since then; null when there is none.
    best_before, -- The value as a number; null for words.
    best_after, -- The value as a number; null for words.
    best_after - best_before as difference, -- best_after minus best_before; null unless both are numbers.
from moves
where value_before is distinct from value_after
order by changed_at, family, event_id, figure
