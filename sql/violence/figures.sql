-- Every figure of every event of violence, one row each, with its range and the rule that chose its best value.
-- grain: event_id x figure
-- not for: queries over several families; marts.overview_figures has all of them.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        events.occurred_stated as happened_stated,
        names.figure,
        case names.figure when 'deaths' then events.deaths_low when 'deaths_civilians' then events.deaths_civilians end as low,
        case names.figure when 'deaths' then events.deaths_best when 'deaths_civilians' then events.deaths_civilians end as best,
        case names.figure when 'deaths' then events.deaths_high when 'deaths_civilians' then events.deaths_civilians end as high,
        case when names.figure = 'kind' then events.kind end as word,
        list_contains(events.disputed_figures, names.figure) as is_disputed,
        case when names.figure <> 'kind' then events.best_rule end as best_rule,
    from events.violence as events
    cross join (values ('deaths'), ('deaths_civilians'), ('kind')) as names (figure)
)

select
    event_id, -- Event, as in events.violence.
    happened_stated, -- Its first day, ISO 8601 at the stated precision.
    figure, -- deaths, deaths_civilians or kind.
    low, -- Lowest estimate; null where the figure is a word.
    best, -- Best estimate; null where the figure is a word.
    high, -- Highest estimate; null where the figure is a word.
    word, -- Kind of the event; null for numbers.
    is_disputed, -- Whether linked claims differ on it.
    best_rule, -- How the best value was chosen, in words; null for the kind.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where best is not null or low is not null or high is not null or word is not null
order by event_id, figure
