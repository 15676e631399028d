-- Statuses of agreements and channels: in force, suspended, signed, proposed, ended; those in force today first.
-- grain: event_id x status x valid_from_stated
-- not for: judging compliance; a violation does not end an agreement.
with
publication as (
    select cast(coalesce(as_of, published_at) as date) as published_on,
    from main.publication
),

names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
),

-- A report names the parties of its change: one of them where a party suspends or leaves, else those of the agreement.
changes as (
    select distinct
        links.event_id,
        changes.status,
        claims.event_stated,
        claims.parties,
    from links.agreements as links
    inner join claims.agreements as claims on links.claim_id = claims.claim_id
    inner join events.agreements_changes as changes
        on
            links.event_id = changes.event_id
            and claims.event = changes.event
            and claims.event_stated = changes.event_stated
    where links.role != 'unlinked' and claims.known_to is null
),

named as (
    select
        statuses.event_id,
        statuses.status,
        statuses.valid_from_stated,
        list_distinct(flatten(list(changes.parties))) as parties,
    from events.agreements as statuses
    inner join changes
        on
            statuses.event_id = changes.event_id
            and statuses.status = changes.status
            and changes.event_stated >= left(statuses.valid_from_stated, length(changes.event_stated))
            and (statuses.valid_to_stated is null or changes.event_stated < statuses.valid_to_stated)
    group by all
)

select
    statuses.event_id, -- Agreement.
    statuses.name, -- Its name.
    statuses.kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    list_transform(statuses.parties, lambda code: coalesce(names.name_of[code], code)) as parties, -- Parties that sources name.
    statuses.status, -- Status during this span.
    case when len(named.parties) = 1 then coalesce(names.name_of[named.parties[1]], named.parties[1]) end as status_party, -- Party that reports of the status name alone.
    statuses.valid_from_stated, -- Start at the stated precision.
    statuses.valid_to_stated, -- End at the stated precision; null when none is reported.
    coalesce(in_force.possibly_from, statuses.valid_from_earliest) as possibly_from, -- First date on which the status is possible.
    coalesce(in_force.surely_from, statuses.valid_from_latest) as surely_from, -- First date on which it is certain.
    in_force.surely_until, -- Last certain date; null while it goes on. In force only.
    in_force.possibly_until, -- Last possible date; null while it goes on. In force only.
    case
        when statuses.status != 'in_force' then null
        when
            in_force.surely_from <= publication.published_on
            and (in_force.surely_until is null or publication.published_on < in_force.surely_until) then 'certain'
        when
            in_force.possibly_from <= publication.published_on
            and (in_force.possibly_until is null or publication.published_on <= in_force.possibly_until) then 'possible'
        else 'no'
    end as in_force_today, -- certain, possible or no on the date of the publication; null for other statuses.
    statuses.claims, -- Claims behind it.
    [statuses.event_id] as event_ids, -- The agreement.
from events.agreements as statuses
cross join publication
cross join names
left join named
    on
        statuses.event_id = named.event_id
        and statuses.status = named.status
        and statuses.valid_from_stated is not distinct from named.valid_from_stated
left join marts.agreements_in_force as in_force
    on
        statuses.status = 'in_force'
        and statuses.event_id = in_force.event_id
        and statuses.valid_from_stated is not distinct from in_force.valid_from_stated
order by
    case in_force_today when 'certain' then 1 when 'possible' then 2 else 3 end,
    possibly_from desc, statuses.event_id, statuses.status
