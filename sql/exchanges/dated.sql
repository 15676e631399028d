-- Dates stated by each claim of an exchange, and the exchange id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting exchanges; several claims refer to one. Dates of exchanges are in events.exchanges.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.exchanges.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    claims.exchanged_stated as first_stated, -- Date of the exchange, ISO 8601 at the stated precision; null when undated.
    claims.exchanged_stated as last_stated, -- Same as first_stated: an exchange has one date.
    coalesce(
        -- A label identifies the exchange; without one, its date does.
        'exchange-' || claims.event_ref,
        concat_ws('-', 'exchange', coalesce(claims.exchanged_stated, 'undated'), case when claims.is_aggregate then 'aggregate' end)
    ) as own_event_id, -- Exchange id from this claim alone, before it is linked with others.
    concat_ws(
        ', ', claims.category,
        case when claims.to_party is null then 'both sides together' else concat('to ', claims.to_party) end,
        replace(claims.count_basis, '_', ' ')
    ) as about, -- Subject of the claim: category, receiving side and what the count covers.
from claims.exchanges as claims
left join known.exchanges as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
