-- Every figure of the alerts of a day and region, one row each, with its range and the rule that chose its best value.
-- grain: event_id x figure
-- not for: queries over several families; marts.overview_figures has all of them.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        events.started_stated as happened_stated,
        names.figure,
        case names.figure when 'minutes' then events.minutes_low else events.alerts_low end as low,
        case names.figure when 'minutes' then events.minutes_best else events.alerts_best end as best,
        case names.figure when 'minutes' then events.minutes_high else events.alerts_high end as high,
        events.best_rule,
    from events.alerts as events
    cross join (values ('minutes'), ('alerts')) as names (figure)
)

select
    event_id, -- Event, as in events.alerts.
    happened_stated, -- Day in Kyiv, ISO 8601.
    figure, -- minutes or alerts.
    low, -- Lower value of the two lists.
    best, -- Value of the official list, else of the volunteers.
    high, -- Higher value of the two lists.
    cast(null as varchar) as word, -- Always null: the figures of alerts are numbers.
    false as is_disputed, -- Always false: the lists always differ by minutes.
    best_rule, -- How the best value was chosen, in words.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where best is not null
order by event_id, figure
