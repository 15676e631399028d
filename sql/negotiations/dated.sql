-- Dates stated by each claim of a round of talks, and the round id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting rounds; several claims refer to one. Dates of rounds are in events.negotiations.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.negotiations.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    coalesce(claims.started_stated, claims.ended_stated) as first_stated, -- First day of the round, or its last where only that is stated; ISO 8601 at the stated precision, null when undated.
    coalesce(claims.ended_stated, claims.started_stated) as last_stated, -- Last day of the round, or its first where only that is stated.
    coalesce(
        -- A label identifies the round; without one, first day and venue do.
        'talks-' || claims.event_ref,
        concat_ws(
            '-', 'talks', coalesce(claims.started_stated, claims.ended_stated, 'undated'),
            coalesce(trim(regexp_replace(lower(claims.venue_city), '[^\p{L}0-9]+', '-', 'g'), '-'), lower(claims.venue_iso3), 'unknown-venue')
        )
    ) as own_event_id, -- Round id from this claim alone, before it is linked with others.
    concat_ws(', ', claims.process, claims.venue_city) as about, -- Subject of the claim: series of talks and city.
from claims.negotiations as claims
left join known.negotiations as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
