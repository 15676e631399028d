-- The dates that each claim of an exchange gives, and the exchange that it names by itself; one row per wording of the claim.
-- grain: claim_id x revision
-- not for: counting exchanges; several claims refer to one. Dates of exchanges are in events.exchanges.
-- test: unique(claim_id, revision): A wording with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.exchanges.
    claims.revision, -- Which wording of the claim it is.
    claims.source, -- Folder of the source.
    claims.known_from, -- From when this wording was known.
    claims.known_to, -- Until when; null while it is the present wording.
    known.claim_id is not null as is_known, -- Whether it is known at the moment as of which the ledger was built.
    claims.exchanged_stated as first_stated, -- Date of the exchange, ISO 8601 reduced to what is stated; null when undated.
    claims.exchanged_stated as last_stated, -- The same date: an exchange has one.
    coalesce(
        -- A label names the exchange; a claim without one names it by its date.
        'exchange-' || claims.event_ref,
        concat_ws('-', 'exchange', coalesce(claims.exchanged_stated, 'undated'), case when claims.is_aggregate then 'aggregate' end)
    ) as own_event_id, -- Exchange that the claim names by itself, without other claims.
    concat_ws(
        ', ', claims.category,
        case when claims.to_party is null then 'both sides together' else concat('to ', claims.to_party) end,
        replace(claims.count_basis, '_', ' ')
    ) as about, -- What it is about: category, receiving side and what the count covers.
from claims.exchanges as claims
left join known.exchanges as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
