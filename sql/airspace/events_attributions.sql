-- States that claims hold responsible for an incident, in order of preference; events.airspace shows place 1 if it is accepted.
-- Confirmed ranks before attributed, attributed before suspected; then the state that most publishers name.
-- A state that no claim confirms is accepted only if at least as many claimants name it as say unknown or deny it. A claimant
-- here is whom the report cites, else the publisher.
-- grain: event_id x place
-- not for: counting accusations; a state that is not accepted is listed too.
-- test: unique(event_id, place): Two first states would blame two for one incident.
with
claims as (
    select
        links.event_id,
        known.violator_iso3,
        known.attribution,
        known.reported_by,
        coalesce(known.attributed_to, known.reported_by) as claimant,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

named as (
    select
        event_id,
        violator_iso3,
        attribution,
        count(distinct reported_by) as publishers,
    from claims
    where violator_iso3 is not null and attribution in ('confirmed', 'attributed', 'suspected')
    group by all
),

-- A statement that names no state contradicts every state, a denial only the state that it names.
claimants as (
    select
        named.event_id,
        named.violator_iso3,
        count(distinct case
            when claims.violator_iso3 = named.violator_iso3 and claims.attribution in ('confirmed', 'attributed', 'suspected')
                then claims.claimant
        end) as claimants_for,
        count(distinct case
            when claims.attribution in ('unknown', 'denied') and coalesce(claims.violator_iso3 = named.violator_iso3, true)
                then claims.claimant
        end) as claimants_against,
    from (
        select distinct
            event_id,
            violator_iso3,
        from named
    ) as named
    inner join claims on named.event_id = claims.event_id
    group by all
)

select
    named.event_id, -- Incident, as in links.airspace.
    cast(
        row_number() over (
            partition by named.event_id
            order by
                case named.attribution when 'confirmed' then 1 when 'attributed' then 2 else 3 end,
                named.publishers desc,
                named.violator_iso3
        ) as integer
    ) as place, -- 1 is the preferred state.
    named.violator_iso3, -- State held responsible.
    named.attribution, -- confirmed, attributed or suspected.
    named.publishers, -- Publishers that report it so.
    claimants.claimants_for, -- Claimants that name the state, in any of the three ways.
    claimants.claimants_against, -- Claimants that call the violator unknown, or deny that it is this state.
    named.attribution = 'confirmed' or claimants.claimants_for >= claimants.claimants_against as is_accepted, -- Whether the incident is attributed to it.
from named
inner join claimants on named.event_id = claimants.event_id and named.violator_iso3 = claimants.violator_iso3
order by named.event_id, place
