-- Violence by month, source and region: events, deaths by party, deaths of civilians. An event that is dated to a span of days
-- counts in the month of its first day; one dated to a year only is left out.
-- grain: month x source x country_iso3 x adm1_pcode
-- not for: adding up sources; each counts the same violence. Rows without adm1_pcode cover events that no source places in a region.
-- test: not_null(month)
-- test: unique(month, source, country_iso3, adm1_pcode): Two rows for one region would be added up.
with
events as (
    select
        *,
        cast(substr(occurred_stated, 1, 7) || '-01' as date) as month,
        case when side_a_party = 'UKR' then deaths_side_a end as deaths_ukraine_a,
        case when side_b_party = 'UKR' then deaths_side_b end as deaths_ukraine_b,
        case when side_a_party = 'RUS' then deaths_side_a end as deaths_russia_a,
        case when side_b_party = 'RUS' then deaths_side_b end as deaths_russia_b,
    from events.violence
    where is_counted and length(occurred_stated) >= 7
)

select
    events.month, -- First day of the month.
    events.source, -- Folder of the source.
    events.country_iso3, -- State in which it happened; null where the source names none.
    events.adm1_pcode, -- First-level region of Ukraine, P-code; null elsewhere, and where the place is larger than a region.
    min(places.name_en) as adm1_name, -- English name of the region; null where adm1_pcode is.
    count(*) as events, -- Events of the source.
    count(case when events.is_armed then 1 end) as events_armed, -- Of them, armed violence.
    count(case when events.deaths_best > 0 then 1 end) as events_deadly, -- Of them, events with deaths by the best estimate.
    count(case when events.is_civilian_targeted then 1 end) as events_civilian_targeted, -- Of them, events whose target were civilians, as far as the source says.
    cast(sum(coalesce(events.deaths_low, events.deaths_best)) as integer) as deaths_low, -- Sum of the lowest estimates; the best estimate where the source gives no range.
    cast(sum(events.deaths_best) as integer) as deaths_best, -- Sum of the best estimates; null where the source counts no deaths.
    cast(sum(coalesce(events.deaths_high, events.deaths_best)) as integer) as deaths_high, -- Sum of the highest estimates, likewise.
    cast(sum(events.deaths_civilians) as integer) as deaths_civilians, -- Of deaths_best, civilians; null where the source does not count them apart.
    cast(case
        when count(events.deaths_ukraine_a) + count(events.deaths_ukraine_b) > 0
            then coalesce(sum(events.deaths_ukraine_a), 0) + coalesce(sum(events.deaths_ukraine_b), 0)
    end as integer) as deaths_ukraine, -- Of deaths_best, forces of Ukraine; null where the source does not count them apart.
    cast(case
        when count(events.deaths_russia_a) + count(events.deaths_russia_b) > 0
            then coalesce(sum(events.deaths_russia_a), 0) + coalesce(sum(events.deaths_russia_b), 0)
    end as integer) as deaths_russia, -- Of deaths_best, forces of Russia; null where the source does not count them apart.
    cast(sum(events.deaths_unknown) as integer) as deaths_unknown, -- Of deaths_best, people of unknown affiliation; null where the source does not count them apart.
from events
left join vocabulary.places as places on events.adm1_pcode = places.adm1_pcode and places.kind = 'adm1'
group by events.month, events.source, events.country_iso3, events.adm1_pcode
order by events.month, events.source, events.country_iso3, events.adm1_pcode
