-- The dates that each claim of an agreement gives, and the agreement that it names by itself; one row per wording of the claim.
-- grain: claim_id x revision
-- not for: counting agreements; several claims refer to one. Dates of agreements are in events.agreements.
-- test: unique(claim_id, revision): A wording with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.agreements.
    claims.revision, -- Which wording of the claim it is.
    claims.source, -- Folder of the source.
    claims.known_from, -- From when this wording was known.
    claims.known_to, -- Until when; null while it is the present wording.
    known.claim_id is not null as is_known, -- Whether it is known at the moment as of which the ledger was built.
    claims.event_stated as first_stated, -- Date of the change, ISO 8601 reduced to what is stated; null when undated.
    claims.event_stated as last_stated, -- The same date: a change has one.
    coalesce(
        -- A label names the agreement; a claim without one names it by its name.
        'agreement-' || claims.event_ref,
        concat('agreement-', trim(regexp_replace(lower(claims.name), '[^\p{L}0-9]+', '-', 'g'), '-'))
    ) as own_event_id, -- Agreement that the claim names by itself, without other claims.
    claims.name as about, -- What it is about: the name of the agreement or channel.
from claims.agreements as claims
left join known.agreements as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
