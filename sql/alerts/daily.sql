-- Minutes under alert by calendar day in Kyiv and region of Ukraine; alerts that overlap inside the region count once, and an alert
-- over midnight is split. Every day from a region's first alert to the last day of the list has a row, with 0 on days without an
-- alert. The lists leave out the permanent alerts in Luhansk oblast (from 4 April 2022) and Crimea (from 10 December 2022): days of
-- a permanent alert have no row.
-- grain: day x region_pcode
-- not for: how long people were in danger, or a country total of hours; a region is under alert while any part of it is.
-- test: unique(day, region_pcode): A day with two rows is counted twice.
-- test: not_null(minutes_best)
with
segments as (
    select
        *,
        started_at at time zone 'Europe/Kyiv' as started_in_kyiv,
        ended_at at time zone 'Europe/Kyiv' as ended_in_kyiv,
    from events.alerts_segments
),

pieces as (
    select
        *,
        cast(unnest(generate_series(cast(started_in_kyiv as date), cast(ended_in_kyiv - interval 1 microsecond as date), interval 1 day)) as date) as day,
    from segments
),

counted as (
    select
        list_name,
        region_pcode,
        day,
        cast(round(sum(
            epoch(least(ended_at, cast(day + 1 as timestamp) at time zone 'Europe/Kyiv'))
            - epoch(greatest(started_at, cast(day as timestamp) at time zone 'Europe/Kyiv'))
        ) / 60) as integer) as minutes,
        cast(count(case when is_new and cast(started_in_kyiv as date) = day then 1 end) as integer) as alerts,
        cast(count(case when is_end_guessed then 1 end) as integer) as guessed_ends,
    from pieces
    group by all
),

last_days as (
    select
        list_name,
        max(day) as last_day,
    from counted
    group by all
),

permanent as (
    select *,
    from (
        values
            ('UA44', date '2022-04-04'),
            ('UA01', date '2022-12-10')
    ) as t (region_pcode, first_day)
),

spans as (
    select
        counted.list_name,
        counted.region_pcode,
        min(counted.day) as first_day,
        least(max(last_days.last_day), max(permanent.first_day) - 1) as last_day,
    from counted
    inner join last_days on counted.list_name = last_days.list_name
    left join permanent on counted.region_pcode = permanent.region_pcode
    group by counted.list_name, counted.region_pcode
),

calendar as (
    select
        list_name,
        region_pcode,
        cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day,
    from spans
),

filled as (
    select
        calendar.list_name,
        calendar.region_pcode,
        calendar.day,
        coalesce(counted.minutes, 0) as minutes,
        coalesce(counted.alerts, 0) as alerts,
        coalesce(counted.guessed_ends, 0) as guessed_ends,
    from calendar
    left join counted
        on calendar.list_name = counted.list_name
        and calendar.region_pcode = counted.region_pcode
        and calendar.day = counted.day
),

compared as (
    select
        day,
        region_pcode,
        max(case when list_name = 'official' then minutes end) as minutes_official,
        max(case when list_name = 'volunteer' then minutes end) as minutes_volunteer,
        max(case when list_name = 'official' then alerts end) as alerts_official,
        max(case when list_name = 'volunteer' then alerts end) as alerts_volunteer,
        max(case when list_name = 'volunteer' then guessed_ends end) as guessed_ends,
    from filled
    group by all
)

select
    compared.day, -- Calendar day in Kyiv.
    compared.region_pcode, -- First-level region of Ukraine, P-code.
    places.name_en as region_name, -- English name of the region.
    coalesce(compared.minutes_official, compared.minutes_volunteer) as minutes_best, -- Minutes under alert anywhere in the region, by the official list, else by the volunteers.
    compared.minutes_official, -- By the official list; null where it does not cover the day.
    compared.minutes_volunteer, -- By the volunteers' list; null where it does not cover the day.
    coalesce(compared.alerts_official, compared.alerts_volunteer) as alerts_best, -- Separate alerts that begin on the day, by the same list as minutes_best.
    compared.alerts_official, -- By the official list.
    compared.alerts_volunteer, -- By the volunteers' list.
    compared.guessed_ends, -- Alerts of the volunteers' list on the day whose end is assumed: 30 minutes after the start.
    round(coalesce(compared.minutes_official, compared.minutes_volunteer) / 60, 2) as hours, -- minutes_best in hours.
from compared
left join vocabulary.places as places on compared.region_pcode = places.adm1_pcode and places.kind = 'adm1'
order by compared.day, compared.region_pcode
