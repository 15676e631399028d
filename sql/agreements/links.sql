-- Which agreement or channel each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: counting changes; several sources report one change.
with
claims as (
    select
        decided.*,
        known.event,
        known.event_stated,
    from links.agreements_decided as decided
    inner join known.agreements as known on decided.claim_id = known.claim_id
)

select
    claim_id, -- Claim, as in claims.agreements.
    event_id, -- Agreement; events.agreements has one row per status of it.
    case
        when decision = 'unlink' then 'unlinked'
        when event_stated is null or event in ('notice', 'violated') then 'supporting'
        else 'primary'
    end as role, -- primary where the claim can change the status, supporting where it cannot, unlinked where a reviewed decision removed it.
    case
        when decision = 'unlink' then reason
        when event_stated is null then concat(reason, '; undated, so it does not change the status')
        when event = 'notice' then concat(reason, '; notice of exit does not change the status until the exit takes effect')
        when event = 'violated' then concat(reason, '; a violation does not change the status until a source reports the end')
        else reason
    end as reason, -- Why the claim is linked and has this role, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from claims
order by claim_id
