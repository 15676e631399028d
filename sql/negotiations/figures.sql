-- Every figure of every round of talks, one row each, with the rule that chose its best value.
-- grain: event_id x figure
-- not for: queries over several families; marts.overview_figures has all of them.
-- test: unique(event_id, figure): A figure with two rows has two values.
with
named as (
    select
        events.event_id,
        events.started_stated as happened_stated,
        names.figure,
        case when names.figure = 'round_no' then events.round_no end as number,
        case names.figure
            when 'started_stated' then events.started_stated
            when 'ended_stated' then events.ended_stated
            when 'venue' then concat_ws(', ', events.venue_city, events.venue_iso3)
            when 'format' then events.format
            when 'outcome' then events.outcome
        end as word,
        coalesce(
            list_contains(events.disputed_figures, names.figure)
            or (names.figure = 'venue' and list_contains(events.disputed_figures, 'venue_iso3')),
            false
        ) as is_disputed,
        case names.figure
            when 'started_stated' then 'the most exact date; among equals an official publisher''s, then the one that most publishers give'
            when 'ended_stated' then 'the most exact date; among equals an official publisher''s, then the one that most publishers give'
            when 'venue' then 'the value that most publishers give'
            when 'outcome' then 'the value that most publishers give'
        end as best_rule,
    from events.negotiations as events
    cross join (
        values ('started_stated'), ('ended_stated'), ('round_no'), ('venue'), ('format'), ('outcome')
    ) as names (figure)
)

select
    event_id, -- Round, as in events.negotiations.
    happened_stated, -- First day of the round, ISO 8601 at the stated precision; null when no source gives it.
    figure, -- started_stated, ended_stated, round_no, venue, format or outcome.
    number as low, -- The round's number, which has no range; null where the figure is a word.
    number as best, -- The round's number; null where the figure is a word.
    number as high, -- The round's number, which has no range; null where the figure is a word.
    word, -- Best value where it is a word or a date.
    is_disputed, -- Whether claimants differ on it.
    best_rule, -- How the best value was chosen, in words; null where there is no rule to name.
    cast(null as varchar) as regime, -- Always null: only strikes are reported under regimes.
from named
where number is not null or nullif(word, '') is not null
order by event_id, figure
