-- Airspace incidents ready for a list or a map, in chronological order.
-- grain: event_id
-- not for: a map without where_precision; the point of a region or a country is not where it happened.
with
incidents as (
    select *,
    from events.airspace
),

summaries as (
    select
        links.event_id,
        known.summary,
        row_number() over (
            partition by links.event_id
            order by case links.role when 'primary' then 1 when 'supporting' then 2 else 3 end, known.claim_id
        ) as place,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    where known.summary is not null
)

select
    incidents.event_id, -- Incident, as in events.airspace.
    incidents.first_stated, -- First date that a claim gives, ISO 8601 at the stated precision.
    incidents.last_stated, -- Last date that a claim gives, ISO 8601 at the stated precision.
    incidents.occurred_stated, -- Date, as in events.airspace: the most exact one, and among equals the one that most publishers give.
    incidents.occurred_on, -- occurred_stated as a date, the day to put the incident on; null unless stated to the day.
    case when length(incidents.first_stated) = 10 then cast(incidents.first_stated as date) end as first_on, -- first_stated as a date; null unless stated to the day.
    incidents.kind, -- violation, dangerous_encounter or sighting.
    incidents.violated_state_iso3, -- State whose airspace it is; null over international waters.
    incidents.violated_states, -- Every state whose airspace it is, as any claim says; empty over international waters.
    incidents.location_name, -- Place, as in events.airspace.
    incidents.latitude, -- Degrees north, WGS 84; null when no source gives a point or names a place of the gazetteer.
    incidents.longitude, -- Degrees east, WGS 84; null when no source gives a point or names a place of the gazetteer.
    incidents.where_precision, -- How exact the point is: exact, near, region, country or international.
    incidents.point_source, -- claim: a source gives the point; gazetteer: a source names the place, see vocabulary.gazetteer. Null without a point.
    incidents.latitude is not null and incidents.longitude is not null as has_point, -- Whether the incident has coordinates.
    incidents.latitude is not null and incidents.longitude is not null
    and incidents.where_precision in ('exact', 'near') as has_place, -- Whether the point is at or near the place of the incident.
    incidents.object_type, -- Object, as most publishers say; null when none says.
    incidents.object_count_low, -- Fewest objects that a claim gives.
    incidents.object_count_best, -- Number of objects, as in events.airspace; null when no claim counts them exactly.
    incidents.object_count_high, -- Most objects that a claim gives.
    incidents.violator_iso3, -- State with the firmest attribution that is accepted; null when there is none.
    incidents.attribution, -- confirmed, attributed, suspected or unknown.
    incidents.is_denied, -- Whether a claim denies it.
    incidents.responses, -- All responses that claims report.
    summaries.summary, -- One-line summary in our own words, from one of its claims; null where no source has one.
    incidents.sources, -- Publishers that report it.
    incidents.official_sources, -- Official publishers among them.
from incidents
left join summaries on incidents.event_id = summaries.event_id and summaries.place = 1
order by incidents.occurred_stated, incidents.event_id
