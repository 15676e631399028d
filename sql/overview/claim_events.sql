-- Event that each revision of each claim belonged to, and from when until when.
-- grain: family x claim_id x known_from
-- not for: current events; see links.<family>. A past revision is assigned the event id that it gives alone, unless the
-- current revision gives the same id and is linked to another event: then the past revision is assigned that event.
-- test: unique(family, claim_id, revision): A revision belongs to one event.
-- test: not_null(event_id)
with
wordings as (
    select
        family,
        claim_id,
        revision,
        known_from,
        known_to,
        is_known,
        own_event_id,
    from every_family.dated
    where own_event_id is not null
),

links as (
    select
        family,
        claim_id,
        event_id,
    from every_family.links
    where role <> 'unlinked'
),

today as (
    select
        wordings.family,
        wordings.claim_id,
        wordings.own_event_id,
        links.event_id,
    from wordings
    inner join links
        on wordings.family = links.family
        and wordings.claim_id = links.claim_id
    where wordings.is_known
)

select
    wordings.family, -- Family of the event, such as strikes or exchanges.
    wordings.claim_id, -- Claim, as in claims.<family>.
    wordings.revision, -- Revision of the claim, from 1.
    coalesce(today.event_id, wordings.own_event_id) as event_id, -- Event that the revision belonged to.
    wordings.known_from, -- When the revision became known.
    wordings.known_to, -- When it was replaced or withdrawn; null while it is current.
from wordings
left join today
    on wordings.family = today.family
    and wordings.claim_id = today.claim_id
    and wordings.own_event_id = today.own_event_id
order by wordings.family, wordings.claim_id, wordings.known_from
