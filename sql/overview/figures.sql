-- Every figure of every event in all families, one row each, with its range and the rule that chose its best value.
-- grain: family x event_id x figure
-- not for: adding up; periods overlap, and an exchange told in parts is also told as a total. Trends stand in the families' own tables.
with
strike_figures as (
    select
        'strikes' as family,
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
        cast(null as varchar) as word,
        list_contains(events.disputed_figures, names.figure) as is_disputed,
        events.best_rule,
        events.regime,
    from events.strikes as events
    cross join (
        values ('launched'), ('intercepted'), ('hit_locations'), ('debris_locations'), ('killed'), ('injured')
    ) as names (figure)
),

airspace_figures as (
    select
        'airspace' as family,
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
        (
            list_contains(events.disputed_figures, names.figure)
            or (names.figure = 'attribution' and list_contains(events.disputed_figures, 'violator_iso3'))
        ) as is_disputed,
        case names.figure
            when 'object_count' then events.best_rule
            when 'kind' then 'what most claims say'
            when 'occurred_stated' then 'the most exact date; among equals what most claims say'
            when 'attribution' then 'the firmest attribution made'
            when 'violated_state_iso3' then 'what most claims say'
        end as best_rule,
        cast(null as varchar) as regime,
    from events.airspace as events
    cross join (
        values ('object_count'), ('kind'), ('occurred_stated'), ('attribution'), ('violated_state_iso3')
    ) as names (figure)
),

exchange_figures as (
    select
        'exchanges' as family,
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
        list_contains(events.disputed_figures, names.figure) as is_disputed,
        case names.figure
            when 'to_ukraine' then events.best_rule
            when 'to_russia' then events.best_rule
            when 'remains_to_ukraine' then events.best_rule
            when 'remains_to_russia' then events.best_rule
            when 'exchanged_stated' then 'the most exact date; among equals what most claims say'
        end as best_rule,
        cast(null as varchar) as regime,
    from events.exchanges as events
    cross join (
        values ('to_ukraine'), ('to_russia'), ('stated_total'), ('remains_to_ukraine'), ('remains_to_russia'), ('exchanged_stated')
    ) as names (figure)
),

negotiation_figures as (
    select
        'negotiations' as family,
        events.event_id,
        events.started_stated as happened_stated,
        names.figure,
        case when names.figure = 'round_no' then events.round_no end as low,
        case when names.figure = 'round_no' then events.round_no end as best,
        case when names.figure = 'round_no' then events.round_no end as high,
        case names.figure
            when 'started_stated' then events.started_stated
            when 'ended_stated' then events.ended_stated
            when 'venue' then concat_ws(', ', events.venue_city, events.venue_iso3)
            when 'format' then events.format
            when 'outcome' then events.outcome
        end as word,
        (
            list_contains(events.disputed_figures, names.figure)
            or (names.figure = 'venue' and list_contains(events.disputed_figures, 'venue_iso3'))
        ) as is_disputed,
        case names.figure
            when 'started_stated' then 'the most exact date; among equals what most claims say'
            when 'ended_stated' then 'the most exact date; among equals what most claims say'
            when 'venue' then 'what most claims say'
            when 'outcome' then 'what most claims say'
        end as best_rule,
        cast(null as varchar) as regime,
    from events.negotiations as events
    cross join (
        values ('started_stated'), ('ended_stated'), ('round_no'), ('venue'), ('format'), ('outcome')
    ) as names (figure)
),

-- An agreement has stretches of one status: what holds now, and the whole course in words.
courses as (
    select
        event_id,
        string_agg(case when valid_to is null then status end, '; ' order by valid_from, status) as status,
        max(case when valid_to is null then valid_from end) as valid_from,
        string_agg(
            concat(status, ' from ', valid_from, case when valid_to is null then '' else concat(' to ', valid_to) end), '; '
            order by valid_from, status
        ) as course,
        bool_or(valid_to is null and list_contains(disputed_figures, 'status')) as is_status_disputed,
        bool_or(valid_to is null and list_contains(disputed_figures, 'valid_from')) as is_valid_from_disputed,
        bool_or(len(disputed_figures) > 0) as is_course_disputed,
        max(best_rule) as best_rule,
    from events.agreements
    group by all
),

agreement_figures as (
    select
        'agreements' as family,
        courses.event_id,
        courses.valid_from as happened_stated,
        names.figure,
        cast(null as integer) as low,
        cast(null as integer) as best,
        cast(null as integer) as high,
        case names.figure
            when 'status' then courses.status
            when 'valid_from' then courses.valid_from
            when 'course' then courses.course
        end as word,
        case names.figure
            when 'status' then courses.is_status_disputed
            when 'valid_from' then courses.is_valid_from_disputed
            when 'course' then courses.is_course_disputed
        end as is_disputed,
        courses.best_rule,
        cast(null as varchar) as regime,
    from courses
    cross join (values ('status'), ('valid_from'), ('course')) as names (figure)
),

figures as (
    select *,
    from strike_figures
    union all
    select *,
    from airspace_figures
    union all
    select *,
    from exchange_figures
    union all
    select *,
    from negotiation_figures
    union all
    select *,
    from agreement_figures
)

select
    family, -- strikes, airspace, exchanges, negotiations or agreements.
    event_id, -- Event, as in events.<family>.
    happened_stated, -- Date of the event, ISO 8601 reduced to what is stated; null when nobody dates it.
    figure, -- Which figure: launched, object_count, to_ukraine, outcome and so on, as the columns of events.<family> name it.
    coalesce(cast(best as varchar), nullif(word, '')) as value, -- Best value, a number or a word; null where only a range is told.
    cast(low as integer) as low, -- Lowest number told; null where the figure is a word.
    cast(best as integer) as best, -- Best number; null where the figure is a word or only a range is told.
    cast(high as integer) as high, -- Highest number told; null where the figure is a word or only bounded below.
    coalesce(is_disputed, false) as is_disputed, -- Whether claimants differ on it; then marts.disagreements has who says what.
    best_rule, -- How the best value was chosen, in words; null where there is no choice.
    regime, -- Reporting regime the figure was told under; see vocabulary.reporting_regimes. Null outside strikes.
from figures
where low is not null or best is not null or high is not null or nullif(word, '') is not null
order by family, event_id, figure
