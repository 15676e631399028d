-- Dates stated by each claim of an agreement, and the agreement id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting agreements; several claims refer to one. Dates of agreements are in events.agreements.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.agreements.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    claims.event_stated as first_stated, -- Date of the change, ISO 8601 at the stated precision; null when undated.
    claims.event_stated as last_stated, -- Same as first_stated: a change has one date.
    coalesce(
        -- A label names the agreement; a claim without one names it by its name.
        'agreement-' || claims.event_ref,
        concat('agreement-', trim(regexp_replace(lower(claims.name), '[^\p{L}0-9]+', '-', 'g'), '-'))
    ) as own_event_id, -- Agreement id from this claim alone, before it is linked with others.
    claims.name as about, -- Subject of the claim: name of the agreement or channel.
from claims.agreements as claims
left join known.agreements as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
