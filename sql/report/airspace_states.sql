-- Airspace incidents per state, each counted for every state that it touched.
-- grain: state_iso3
-- not for: adding up states; an incident over two states counts for both.
with
touched as (
    select
        event_id,
        kind,
        attribution,
        has_place,
        unnest(violated_states) as state_iso3,
    from marts.airspace_incidents
)

select
    touched.state_iso3, -- State, ISO alpha-3.
    coalesce(any_value(parties.name_en), touched.state_iso3) as state, -- Name of the state.
    count(*) filter (where touched.kind = 'violation') as violations, -- Violations.
    count(*) filter (where touched.kind = 'violation' and touched.attribution = 'confirmed') as confirmed, -- Of them, with a confirmed violator.
    count(*) filter (where touched.kind = 'dangerous_encounter') as encounters, -- Dangerous encounters.
    count(*) filter (where touched.kind = 'sighting') as sightings, -- Sightings, not attributed with certainty.
    count(*) filter (where not touched.has_place) as without_place, -- Incidents without a point at or near their place.
from touched
left join vocabulary.parties as parties on touched.state_iso3 = parties.party_id
group by touched.state_iso3
order by violations desc, sightings desc, state
