-- Drones launched against Ukraine per date, for a calendar; dates without a report included.
-- grain: night_of
-- not for: adding up; a date without a report is not a quiet one.
with
span as (
    select
        min(night_of) as first_on,
        max(night_of) as last_on,
    from marts.strikes_daily
),

dates as (
    select unnest(generate_series(first_on, last_on, interval 1 day)) as night_of,
    from span
)

select
    cast(dates.night_of as date) as night_of, -- Date on which the night ends.
    daily.night_of is not null as is_reported, -- Whether any source reports on this date.
    daily.drones_launched_best as drones_best, -- Drones launched, best value; null when not stated.
from dates
left join marts.strikes_daily as daily on dates.night_of = daily.night_of
order by dates.night_of desc
