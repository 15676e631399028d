-- The dates that each claim of a round of talks gives, and the round that it names by itself; one row per wording of the claim.
-- grain: claim_id x revision
-- not for: counting rounds; several claims refer to one. Dates of rounds are in events.negotiations.
-- test: unique(claim_id, revision): A wording with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.negotiations.
    claims.revision, -- Which wording of the claim it is.
    claims.source, -- Folder of the source.
    claims.known_from, -- From when this wording was known.
    claims.known_to, -- Until when; null while it is the present wording.
    known.claim_id is not null as is_known, -- Whether it is known at the moment as of which the ledger was built.
    coalesce(claims.started_stated, claims.ended_stated) as first_stated, -- First day of the round, or its last where only that is stated; ISO 8601 reduced to what is stated, null when undated.
    coalesce(claims.ended_stated, claims.started_stated) as last_stated, -- Last day of the round, or its first where only that is stated.
    coalesce(
        -- A label names the round; a claim without one names it by first day and venue.
        'talks-' || claims.event_ref,
        concat_ws(
            '-', 'talks', coalesce(claims.started_stated, claims.ended_stated, 'undated'),
            coalesce(trim(regexp_replace(lower(claims.venue_city), '[^\p{L}0-9]+', '-', 'g'), '-'), lower(claims.venue_iso3), 'unknown-venue')
        )
    ) as own_event_id, -- Round that the claim names by itself, without other claims.
    concat_ws(', ', claims.process, claims.venue_city) as about, -- What it is about: series of talks and city.
from claims.negotiations as claims
left join known.negotiations as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
