-- Air-raid alerts in Ukraine by night (18:00 to 08:00 in Kyiv) beside the strikes reported for the night. Every night from the first
-- alert to the last has a row. A night without a reported strike and with many alerts was most likely not quiet.
-- families: strikes
-- grain: night_of
-- not for: proof of a strike; alerts also follow take-offs and false alarms. Permanent alerts are left out, see marts.alerts_daily.
-- test: unique(night_of): A night with two rows is counted twice.
with
segments as (
    select
        *,
        cast(started_at at time zone 'Europe/Kyiv' as date) as first_day,
        cast(ended_at at time zone 'Europe/Kyiv' as date) as last_day,
    from events.alerts_segments
),

-- An alert of a day can belong to the night that ends on the day and to the one that begins on it.
pieces as (
    select
        *,
        cast(unnest(generate_series(first_day, last_day + 1, interval 1 day)) as date) as night_of,
    from segments
),

night_parts as (
    select
        list_name,
        region_pcode,
        night_of,
        epoch(least(ended_at, cast(night_of + interval 8 hour as timestamp) at time zone 'Europe/Kyiv'))
        - epoch(greatest(started_at, cast(night_of - interval 6 hour as timestamp) at time zone 'Europe/Kyiv')) as seconds,
    from pieces
),

regions as (
    select
        night_of,
        region_pcode,
        sum(case when list_name = 'official' then seconds end) as seconds_official,
        sum(case when list_name = 'volunteer' then seconds end) as seconds_volunteer,
    from night_parts
    where seconds > 0
    group by all
),

counted as (
    select
        night_of,
        count(*) as regions,
        cast(round(sum(coalesce(seconds_official, seconds_volunteer)) / 60) as integer) as minutes,
        cast(round(max(coalesce(seconds_official, seconds_volunteer)) / 60) as integer) as longest_minutes,
    from regions
    group by all
),

calendar as (
    select cast(unnest(generate_series(first_night_of, last_night_of, interval 1 day)) as date) as night_of,
    from (
        select
            min(night_of) as first_night_of,
            max(night_of) as last_night_of,
        from counted
    ) as bounds
)

select
    calendar.night_of, -- Date on which the night ends in Kyiv.
    coalesce(counted.regions, 0) as regions_under_alert, -- Regions with an alert in the night, by either list.
    coalesce(counted.minutes, 0) as region_minutes, -- Minutes under alert, added up over regions; of each region by the official list, else by the volunteers.
    coalesce(counted.longest_minutes, 0) as longest_minutes, -- Minutes of the region with the longest time under alert.
    strikes.night_of is not null as is_strike_reported, -- Whether a report covers strikes on Ukraine on the date.
    strikes.drones_launched_best, -- Drones launched, as in marts.strikes_daily; null when not known.
    strikes.missiles_launched_best, -- Missiles launched, as in marts.strikes_daily; null when not known.
    case
        when strikes.night_of is null and counted.regions > 0 then 'alerts_without_report'
        when strikes.night_of is null then 'neither'
        when counted.regions > 0 then 'both'
        else 'report_without_alerts'
    end as reading, -- both, alerts_without_report, report_without_alerts or neither.
from calendar
left join counted on calendar.night_of = counted.night_of
left join marts.strikes_daily as strikes on calendar.night_of = strikes.night_of
order by calendar.night_of
