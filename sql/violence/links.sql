-- Which event of violence each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: adding up sources; each source has events of its own.
-- test: unique(claim_id): A claim of two events would be counted in both.
-- test: accepted_values(role: primary, supporting, superseded, unlinked)
with
-- The annual release of a dataset replaces the candidates of the years that it covers, also those that it leaves out.
settled as (
    select
        source,
        max(substr(occurred_stated, 1, 4)) as last_year,
    from known.violence
    where status = 'final'
    group by all
),

claims as (
    select
        decided.*,
        rules.event_id as own_event_id,
        settled.last_year,
        coalesce(known.status = 'candidate' and substr(known.occurred_stated, 1, 4) <= settled.last_year, false) as is_superseded,
    from links.violence_decided as decided
    inner join links.violence_rules as rules on decided.claim_id = rules.claim_id
    inner join known.violence as known on decided.claim_id = known.claim_id
    left join settled on known.source = settled.source
)

select
    claim_id, -- Claim, as in claims.violence.
    event_id, -- Event, as in events.violence.
    case
        when decision = 'unlink' then 'unlinked'
        when is_superseded then 'superseded'
        when event_id = own_event_id then 'primary'
        else 'supporting'
    end as role, -- primary for the claim whose event it is, supporting where a reviewed decision added it, superseded for a candidate that an annual release replaces, or unlinked.
    case
        when decision <> 'unlink' and is_superseded
            then concat(reason, '; the annual release that covers ', last_year, ' replaces its candidates')
        else reason
    end as reason, -- Why the claim is linked and has this role, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from claims
order by claim_id
