-- The figures at the head of the page, each with its date and the events behind it.
-- grain: figure
-- not for: trends; each figure is one event or one count.
with
publication as (
    select cast(coalesce(as_of, published_at) as date) as published_on,
    from main.publication
),

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

-- Running sums only grow; a side that no source counts adds nothing to them.
balance as (
    select
        'exchange_balance' as figure,
        max(exchanged_on) as dated_on,
        max(to_russia_so_far) as low,
        max(to_ukraine_so_far) - max(to_russia_so_far) as best,
        max(to_ukraine_so_far) as high,
        list(event_id order by exchanged_on desc, event_id)[1:1] as event_ids,
    from marts.exchanges_balance
),

incidents as (
    select
        'incidents' as figure,
        max(coalesce(incidents.occurred_on, incidents.first_on)) as dated_on,
        count(*) filter (where incidents.kind = 'violation' and incidents.attribution = 'confirmed') as low,
        count(*) filter (where incidents.kind = 'violation') as best,
        count(*) as high,
        list(incidents.event_id order by coalesce(incidents.occurred_on, incidents.first_on) desc, incidents.event_id)[1:1] as event_ids,
    from marts.airspace_incidents as incidents
    cross join publication
    where coalesce(incidents.occurred_on, incidents.first_on) > publication.published_on - interval 12 month
),

in_force as (
    select
        'in_force' as figure,
        publication.published_on as dated_on,
        count(*) filter (
            where agreements.surely_from <= publication.published_on
            and (agreements.surely_until is null or publication.published_on < agreements.surely_until)
        ) as low,
        cast(null as bigint) as best,
        count(*) as high,
        list(agreements.event_id order by agreements.event_id) as event_ids,
    from marts.agreements_in_force as agreements
    cross join publication
    where
        agreements.possibly_from <= publication.published_on
        and (agreements.possibly_until is null or publication.published_on <= agreements.possibly_until)
    group by all
),

figures as (
    from last_night
    union all by name
    from record_night
    union all by name
    from balance
    union all by name
    from incidents
    union all by name
    from in_force
)

select
    figure, -- last_night, record_night, record_date (night and day together), exchange_balance, incidents or in_force.
    dated_on, -- Date of the night, of the latest exchange or incident; for in_force the date of the publication.
    cast(low as integer) as low, -- Lowest reported; for exchange_balance people returned to Russia; for incidents confirmed violations; for in_force the certain ones.
    cast(best as integer) as best, -- Best value; for exchange_balance the difference; for incidents all violations of 12 months; null for in_force.
    cast(high as integer) as high, -- Highest reported; for exchange_balance people returned to Ukraine; for incidents sightings and encounters too; for in_force the possible ones too.
    event_ids, -- Events behind the figure: of the night, the latest exchange or incident, every agreement.
from figures
where dated_on is not null
order by figure
