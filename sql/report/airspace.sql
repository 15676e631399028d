-- Airspace incidents, newest first: violations, dangerous encounters and sightings.
-- grain: event_id
-- not for: mapping the points of regions or countries; only exact and near points are where it happened.
with
names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
)

select
    event_id, -- Incident.
    occurred_stated, -- Date at the stated precision.
    coalesce(
        occurred_on, first_on, try_cast(left(coalesce(occurred_stated, first_stated) || '-01-01', 10) as date)
    ) as placed_on, -- Date to sort and filter by: the first day of a month or year where no day is stated.
    kind, -- violation, dangerous_encounter or sighting.
    list_transform(violated_states, lambda code: coalesce(names.name_of[code], code)) as states, -- States whose airspace it is; empty over international waters.
    violated_states, -- The same as ISO alpha-3 codes.
    location_name, -- Place in words.
    case when has_place then latitude end as latitude, -- Degrees north; null without a point at or near the place.
    case when has_place then longitude end as longitude, -- Degrees east, likewise.
    case when has_place then where_precision when len(violated_states) > 0 then 'state' else 'none' end as place_known, -- exact, near, state (only the state is known) or none.
    object_type, -- What it was.
    object_count_low, -- Fewest objects that a source reports.
    object_count_best, -- Objects, best value; null when not stated.
    object_count_high, -- Most objects that a source reports.
    attribution, -- confirmed, attributed, suspected, unknown or denied.
    coalesce(names.name_of[violator_iso3], violator_iso3) as attributed_to, -- State to which it is attributed; null when to none.
    is_denied, -- Whether that state or another source denies it.
    responses, -- Reported responses.
    sources, -- Independent sources.
    official_sources, -- Of them, official ones.
    summary, -- In a sentence.
    [event_id] as event_ids, -- The incident.
from marts.airspace_incidents
cross join names
order by placed_on desc nulls last, event_id
