-- Which round of talks each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: counting rows; a round has as many claims as claimants.
with
claims as (
    select
        decided.*,
        source_types.source_rank,
    from links.negotiations_decided as decided
    inner join known.negotiations as known on decided.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
)

select
    claim_id, -- Claim, as in claims.negotiations.
    event_id, -- Round, as in events.negotiations.
    case
        when decision = 'unlink' then 'unlinked'
        when source_rank = min(case when decision <> 'unlink' then source_rank end) over (partition by event_id) then 'primary'
        else 'supporting'
    end as role, -- primary (of the highest-ranked source type that reports the round), supporting, or unlinked by a reviewed decision.
    reason, -- Why the claim is linked to the round, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from claims
order by claim_id
