-- Drones of the last and of the record night, for the head of the page.
-- grain: figure
-- not for: trends; each figure is one event or one count.
with
last_night as (
    select
        'last_night' as figure,
        night_of as dated_on,
        launched_low as low,
        launched_best as best,
        launched_high as high,
        [event_id] as event_ids,
    from events.strikes
    where
        attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and weapon_group = 'drone' and period = 'night'
        and launched_best is not null
    order by night_of desc, event_id
    limit 1
),

record_night as (
    select
        'record_' || records.span as figure,
        records.night_of as dated_on,
        records.launched_low as low,
        records.launched_best as best,
        records.launched_high as high,
        list(events.event_id order by events.event_id) as event_ids,
    from marts.strikes_records as records
    inner join events.strikes as events
        on
            records.night_of = events.night_of
            and records.weapon_group = events.weapon_group
            and (records.span = 'date' or events.period = 'night')
    where records.weapon_group = 'drone' and events.attacker_iso3 = 'RUS' and events.target_iso3 = 'UKR'
    group by records.span, records.night_of, records.launched_low, records.launched_best, records.launched_high
    qualify row_number() over (partition by records.span order by records.launched_best desc) = 1
),

figures as (
    from last_night
    union all by name
    from record_night
)

select
    figure, -- last_night, record_night or record_date (night and day together).
    dated_on, -- Date of the night.
    cast(low as integer) as low, -- Lowest reported.
    cast(best as integer) as best, -- Best value.
    cast(high as integer) as high, -- Highest reported.
    event_ids, -- Events of the night.
from figures
where dated_on is not null
order by figure
