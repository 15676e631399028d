-- Event of each claim: the one that the rules assign, unless a reviewed decision says otherwise.
-- grain: claim_id
-- not for: roles; links.each_family adds them.
-- test: not_null(claim_id): A link without a claim links nothing.
-- test: unique(claim_id): A claim of two events would be counted in both; two decisions on one claim contradict each other.
with
overrides as (
    select *,
    from vocabulary.link_overrides
    where family = 'each_family'
)

-- `link` moves a claim to another event; `unlink` removes it from the event that the rules assign.
select
    rules.claim_id, -- Claim, as in claims.each_family.
    case when overrides.action = 'link' then overrides.event_id else rules.event_id end as event_id, -- Event, as in events.each_family.
    coalesce(overrides.action, 'rule') as decision, -- rule, link (a reviewed decision moved the claim here) or unlink (a reviewed decision removed it from this event).
    overrides.decided_by, -- Who decided, as in vocabulary.link_overrides; null where the rules did.
    case
        when overrides.action is null then rules.reason
        else concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason)
    end as reason, -- Why the claim is linked to the event, in words; null where the claim itself identifies the event.
from links.each_family_rules as rules
left join overrides
    on rules.claim_id = overrides.claim_id
    and (overrides.action = 'link' or overrides.event_id = rules.event_id)
order by rules.claim_id
