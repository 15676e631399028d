-- Violations of airspace in twelve months, for the head of the page.
-- grain: figure
-- not for: trends; each figure is one event or one count.
with
publication as (
    select cast(coalesce(as_of, published_at) as date) as published_on,
    from main.publication
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
)

select
    figure, -- incidents.
    dated_on, -- Date of the latest incident.
    cast(low as integer) as low, -- Violations with a confirmed violator.
    cast(best as integer) as best, -- All violations of 12 months.
    cast(high as integer) as high, -- Sightings and encounters too.
    event_ids, -- The latest incident.
from incidents
where dated_on is not null
order by figure
