-- Dates stated by each claim of violence, and the event id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting events; dates of events are in events.violence.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.violence.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    claims.occurred_stated as first_stated, -- First day, ISO 8601 at the stated precision.
    coalesce(claims.ended_stated, claims.occurred_stated) as last_stated, -- Last day, ISO 8601 at the stated precision.
    concat('violence-', claims.source, '-', coalesce(claims.event_ref, claims.claim_id)) as own_event_id, -- Event id from this claim alone.
    concat_ws(', ', nullif(concat_ws(' and ', claims.side_a, claims.side_b), ''), claims.location_name, claims.adm1_name) as about, -- Subject of the claim: actors and place.
from claims.violence as claims
left join known.violence as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
