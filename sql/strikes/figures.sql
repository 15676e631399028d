-- Every figure of every attack, one row each, with its range and the rule that chose its best value.
-- grain: event_id x figure
-- not for: queries over several families; marts.overview_figures has all of them.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        cast(events.night_of as varchar) as happened_stated,
        names.figure,
        case names.figure
            when 'launched' then events.launched_low
            when 'intercepted' then events.intercepted_low
            when 'hit_locations' then events.hit_locations
            when 'debris_locations' then events.debris_locations
            when 'killed' then events.killed_low
            when 'injured' then events.injured_low
        end as low,
        case names.figure
            when 'launched' then events.launched_best
            when 'intercepted' then events.intercepted_best
            when 'hit_locations' then events.hit_locations
            when 'debris_locations' then events.debris_locations
            when 'killed' then events.killed_best
            when 'injured' then events.injured_best
        end as best,
        case names.figure
            when 'launched' then events.launched_high
            when 'intercepted' then events.intercepted_high
            when 'hit_locations' then events.hit_locations
            when 'debris_locations' then events.debris_locations
            when 'killed' then events.killed_high
            when 'injured' then events.injured_high
        end as high,
        coalesce(list_contains(events.disputed_figures, names.figure), false) as is_disputed,
        events.best_rule,
        events.regime,
    from events.strikes as events
    cross join (
        values ('launched'), ('intercepted'), ('hit_locations'), ('debris_locations'), ('killed'), ('injured')
    ) as names (figure)
)

select
    event_id, -- Attack, as in events.strikes.
    happened_stated, -- Date on which its window ends in Kyiv, ISO 8601.
    figure, -- launched, intercepted, hit_locations, debris_locations, killed or injured.
    low, -- Lowest number a source reports; null where none gives a lower bound.
    best, -- Best number; null where sources give only a range.
    high, -- Highest number a source reports; null where none gives an upper bound.
    cast(null as varchar) as word, -- Always null: the figures of an attack are numbers.
    is_disputed, -- Whether claimants differ on it.
    best_rule, -- How the best number was chosen, in words.
    regime, -- Reporting regime of the figure; see vocabulary.reporting_regimes.
from named
where low is not null or best is not null or high is not null
order by event_id, figure
