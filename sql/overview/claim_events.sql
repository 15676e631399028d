-- Which event each wording of each claim belonged to, and from when until when.
-- grain: family x claim_id x known_from
-- not for: the events of today; see links.<family>. An earlier wording belongs to the event that it names by itself, unless
-- the present wording names the same one and is linked to another: then the earlier one belonged there too.
-- test: unique(family, claim_id, revision): A wording belongs to one event.
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
    wordings.revision, -- Which wording of the claim it is.
    coalesce(today.event_id, wordings.own_event_id) as event_id, -- Event that the wording belonged to.
    wordings.known_from, -- From when the wording was known.
    wordings.known_to, -- Until when; null while it is the present wording.
from wordings
left join today
    on wordings.family = today.family
    and wordings.claim_id = today.claim_id
    and wordings.own_event_id = today.own_event_id
order by wordings.family, wordings.claim_id, wordings.known_from
