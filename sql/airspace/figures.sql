-- Every figure of every incident, one row each, with its range and the rule that chose its best value.
-- grain: event_id x figure
-- not for: queries over several families; marts.overview_figures has all of them.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        events.occurred_stated as happened_stated,
        names.figure,
        case when names.figure = 'object_count' then events.object_count_low end as low,
        case when names.figure = 'object_count' then events.object_count_best end as best,
        case when names.figure = 'object_count' then events.object_count_high end as high,
        case names.figure
            when 'kind' then events.kind
            when 'occurred_stated' then events.occurred_stated
            when 'attribution' then concat_ws(' ', events.attribution, events.violator_iso3)
            when 'violated_state_iso3' then events.violated_state_iso3
        end as word,
        coalesce(
            list_contains(events.disputed_figures, names.figure)
            or (names.figure = 'attribution' and list_contains(events.disputed_figures, 'violator_iso3')),
            false
        ) as is_disputed,
        case names.figure
            when 'object_count' then events.best_rule
            when 'kind' then 'the value that most publishers give'
            when 'occurred_stated' then 'the most exact date; among equals the one that most publishers give'
            when 'attribution' then 'the firmest attribution, if confirmed or if at least as many claimants make it as say unknown or deny it'
            when 'violated_state_iso3' then 'the value that most publishers give'
        end as best_rule,
    from events.airspace as events
    cross join (
        values ('object_count'), ('kind'), ('occurred_stated'), ('attribution'), ('violated_state_iso3')
    ) as names (figure)
)

select
    event_id, -- Incident, as in events.airspace.
    happened_stated, -- Its date, ISO 8601 at the stated precision; null when no source dates it.
    figure, -- object_count, kind, occurred_stated, attribution or violated_state_iso3.
    low, -- Lowest number a source reports; null where the figure is a word.
    best, -- Best number; null where the figure is a word or sources give only a range.
    high, -- Highest number a source reports; null where the figure is a word or has no upper bound.
    word, -- Best value where it is a word; an attribution includes the state.
    is_disputed, -- Whether claimants differ on it.
    best_rule, -- How the best value was chosen, in words; null for a count that no source gives exactly.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where low is not null or best is not null or high is not null or nullif(word, '') is not null
order by event_id, figure
