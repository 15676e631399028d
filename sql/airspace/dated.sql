-- The dates that each claim of an incident gives, and the incident that it names by itself; one row per wording of the claim.
-- grain: claim_id x revision
-- not for: counting incidents; several claims refer to one. Dates of incidents are in events.airspace.
-- test: unique(claim_id, revision): A wording with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.airspace.
    claims.revision, -- Which wording of the claim it is.
    claims.source, -- Folder of the source.
    claims.known_from, -- From when this wording was known.
    claims.known_to, -- Until when; null while it is the present wording.
    known.claim_id is not null as is_known, -- Whether it is known at the moment as of which the ledger was built.
    claims.occurred_stated as first_stated, -- Date of the incident, ISO 8601 reduced to what is stated; null when undated.
    claims.occurred_stated as last_stated, -- The same date: an incident has one.
    coalesce(
        -- A label names the incident; a claim without one names it by day, state and object, and joins others by them.
        'airspace-' || claims.event_ref,
        concat_ws(
            '-', 'airspace', coalesce(claims.occurred_stated, 'undated'), coalesce(claims.violated_state_iso3, 'international'),
            coalesce(replace(claims.object_type, 'recon_', ''), 'object')
        )
    ) as own_event_id, -- Incident that the claim names by itself, without other claims.
    concat_ws(', ', claims.object_type, claims.model, claims.location_name, claims.violated_state_iso3) as about, -- What it is about: object, model, place and state.
from claims.airspace as claims
left join known.airspace as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
