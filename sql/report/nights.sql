-- Russian strikes on Ukraine per date from the first to the last reported one, dates without a report included.
-- grain: night_of
-- not for: adding up across reporting regimes; a date without a report is not a quiet one.
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
),

means as (
    select
        night_of,
        launched_mean_28,
        nights_known_28,
    from marts.strikes_trend
    where weapon_group = 'drone'
),

records as (
    select night_of,
    from marts.strikes_records
    where weapon_group = 'drone' and span = 'date'
),

anomalies as (
    select night_of,
    from marts.strikes_anomalies
    where weapon_group = 'drone' and span = 'date' and is_anomaly
),

ids as (
    select
        night_of,
        list(event_id order by weapon_group, event_id) as event_ids,
    from events.strikes
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and weapon_group in ('drone', 'missile')
    group by all
)

select
    cast(dates.night_of as date) as night_of, -- Date on which the night ends.
    daily.night_of is not null as is_reported, -- Whether any source reports on this date.
    daily.drones_launched_low as drones_low, -- Fewest drones launched that a source reports; null when not stated.
    daily.drones_launched_best as drones_best, -- Drones launched, best value.
    daily.drones_launched_high as drones_high, -- Most drones launched that a source reports.
    round(means.launched_mean_28, 1) as drones_mean_28, -- Mean of the known dates among the last 28.
    daily.drones_intercepted_best as drones_intercepted, -- Drones shot down or lost, as the regime counts them.
    daily.missiles_launched_low as missiles_low, -- Fewest missiles launched that a source reports.
    daily.missiles_launched_best as missiles_best, -- Missiles launched, best value.
    daily.missiles_launched_high as missiles_high, -- Most missiles launched that a source reports.
    daily.drones_regime, -- Reporting regime of the drones.
    records.night_of is not null as is_record, -- Whether more drones were launched than on any date before.
    anomalies.night_of is not null as is_anomaly, -- Whether launches are far from the median of the 90 dates before.
    coalesce(daily.has_disagreement, false) as has_disagreement, -- Whether sources differ.
    ids.event_ids, -- Events of the date.
from dates
left join marts.strikes_daily as daily on dates.night_of = daily.night_of
left join means on dates.night_of = means.night_of
left join records on dates.night_of = records.night_of
left join anomalies on dates.night_of = anomalies.night_of
left join ids on dates.night_of = ids.night_of
order by dates.night_of desc
