-- Every figure of every exchange, one row each, with its range and the rule that chose its best value.
-- grain: event_id x figure
-- not for: adding up; an exchange reported in parts is also reported as a total. marts.overview_figures has all families.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        events.exchanged_stated as happened_stated,
        names.figure,
        case names.figure
            when 'to_ukraine' then events.to_ukraine_low
            when 'to_russia' then events.to_russia_low
            when 'stated_total' then events.stated_total_low
            when 'remains_to_ukraine' then events.remains_to_ukraine_low
            when 'remains_to_russia' then events.remains_to_russia_low
        end as low,
        case names.figure
            when 'to_ukraine' then events.to_ukraine_best
            when 'to_russia' then events.to_russia_best
            when 'remains_to_ukraine' then events.remains_to_ukraine_best
            when 'remains_to_russia' then events.remains_to_russia_best
        end as best,
        case names.figure
            when 'to_ukraine' then events.to_ukraine_high
            when 'to_russia' then events.to_russia_high
            when 'stated_total' then events.stated_total_high
            when 'remains_to_ukraine' then events.remains_to_ukraine_high
            when 'remains_to_russia' then events.remains_to_russia_high
        end as high,
        case when names.figure = 'exchanged_stated' then events.exchanged_stated end as word,
        coalesce(list_contains(events.disputed_figures, names.figure), false) as is_disputed,
        case names.figure
            when 'to_ukraine' then events.best_rule
            when 'to_russia' then events.best_rule
            when 'remains_to_ukraine' then events.best_rule
            when 'remains_to_russia' then events.best_rule
            when 'exchanged_stated' then 'the most exact date; among equals the one that most publishers give'
        end as best_rule,
    from events.exchanges as events
    cross join (
        values ('to_ukraine'), ('to_russia'), ('stated_total'), ('remains_to_ukraine'), ('remains_to_russia'), ('exchanged_stated')
    ) as names (figure)
)

select
    event_id, -- Exchange, as in events.exchanges.
    happened_stated, -- Its date, ISO 8601 at the stated precision; null when no source dates it.
    figure, -- to_ukraine, to_russia, stated_total, remains_to_ukraine, remains_to_russia or exchanged_stated.
    low, -- Lowest number a source reports; null for the date.
    best, -- Best number; null for the date, for stated totals and where sources give only a range.
    high, -- Highest number a source reports; null for the date and where no source gives an upper bound.
    word, -- The date; null where the figure is a number.
    is_disputed, -- Whether claimants differ on it.
    best_rule, -- How the best value was chosen, in words; null for stated totals, of which none is chosen.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where low is not null or best is not null or high is not null or nullif(word, '') is not null
order by event_id, figure
