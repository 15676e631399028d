-- Dates stated by each claim of an incident, and the incident id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting incidents; several claims refer to one. Dates of incidents are in events.airspace.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.airspace.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    claims.occurred_stated as first_stated, -- Date of the incident, ISO 8601 at the stated precision; null when undated.
    claims.occurred_stated as last_stated, -- Same as first_stated: an incident has one date.
    coalesce(
        -- A label identifies the incident; without one, day, state and object do.
        'airspace-' || claims.event_ref,
        concat_ws(
            '-', 'airspace', coalesce(claims.occurred_stated, 'undated'), coalesce(claims.violated_state_iso3, nullif(array_to_string(claims.violated_states, '-'), ''), 'international'),
            coalesce(replace(claims.object_type, 'recon_', ''), 'object')
        )
    ) as own_event_id, -- Incident id from this claim alone, before it is linked with others.
    concat_ws(
        ', ', claims.object_type, claims.model, claims.location_name,
        coalesce(claims.violated_state_iso3, nullif(array_to_string(claims.violated_states, ', '), ''))
    ) as about, -- Subject of the claim: object, model, place and states.
from claims.airspace as claims
left join known.airspace as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
