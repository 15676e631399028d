-- Which event each air-raid alert belongs to, in which role, and why.
-- grain: claim_id
-- not for: counting alerts; a second list reports the same ones.
-- test: unique(claim_id): An alert of two events would be counted in both.
select
    decided.claim_id, -- Claim, as in claims.alerts.
    decided.event_id, -- Event, as in events.alerts.
    case
        when decided.decision = 'unlink' then 'unlinked'
        when known.list_name = 'official' then 'primary'
        else 'supporting'
    end as role, -- primary for the official list, supporting for the volunteers' list, or unlinked by a reviewed decision.
    decided.reason, -- Why the claim is linked to the event, in words.
    decided.decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from links.alerts_decided as decided
inner join known.alerts as known on decided.claim_id = known.claim_id
order by decided.claim_id
