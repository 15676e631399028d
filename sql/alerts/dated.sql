-- Day of each alert, and the event id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting alerts; a second list reports the same ones.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.alerts.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    claims.started_stated as first_stated, -- Day on which it began in Kyiv, ISO 8601.
    claims.started_stated as last_stated, -- Same as first_stated: an alert belongs to the day on which it begins.
    concat('alert-', claims.started_stated, '-', claims.region_pcode) as own_event_id, -- Event id from this claim alone.
    concat_ws(', ', coalesce(claims.hromada, claims.raion, claims.area_level), claims.region_pcode) as about, -- Subject of the claim: area and region.
from claims.alerts as claims
left join known.alerts as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
