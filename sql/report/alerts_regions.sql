-- Hours under air-raid alert per region of Ukraine, with the latest alerts behind them.
-- grain: region_pcode
-- not for: ranking danger; lists begin on different dates and leave out permanent alerts, and a region is under alert while any part of it is.
with
latest as (
    select max(day) as last_day,
    from marts.alerts_daily
),

alerts as (
    select
        region_pcode,
        list(event_id order by started_stated desc, event_id)[1:20] as event_ids,
    from events.alerts
    group by region_pcode
)

select
    daily.region_pcode, -- P-code of the region.
    coalesce(any_value(daily.region_name), daily.region_pcode) as region, -- Region.
    round(sum(daily.minutes_best) / 60, 1) as hours, -- Hours under alert anywhere in the region.
    round(
        sum(daily.minutes_best) filter (where daily.day > latest.last_day - interval 12 month) / 60, 1
    ) as hours_12_months, -- Of them, within twelve months of the last day of any list; null where the region has no day in them.
    round(avg(daily.minutes_best) / 60, 2) as hours_per_day, -- Mean hours per day of the list.
    count(*) filter (where daily.minutes_best > 0) as days_with_alert, -- Days with an alert.
    count(*) as days, -- Days that the list covers.
    sum(daily.alerts_best) as alerts, -- Separate alerts.
    count(daily.minutes_official) as days_official, -- Days by the official list; the others are the volunteers'.
    min(daily.day) as first_day, -- First day.
    max(daily.day) as last_day, -- Last day.
    any_value(alerts.event_ids) as event_ids, -- The latest 20 alerts.
from marts.alerts_daily as daily
cross join latest
left join alerts on daily.region_pcode = alerts.region_pcode
group by daily.region_pcode
order by hours desc, region
