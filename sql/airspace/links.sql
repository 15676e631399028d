-- Which airspace incident each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: counting rows; an incident has as many claims as claimants.
with
claims as (
    select
        decided.*,
        known.reported_by,
        known.attributed_to,
        known.attribution,
        known.object_type,
        known.location_name,
        known.latitude,
        known.longitude,
        known.published_stated,
        length(known.published_stated) = 10 and known.object_count is not null as is_dated_count,
        source_types.source_rank,
    from links.airspace_decided as decided
    inner join known.airspace as known on decided.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
),

-- Points further apart than this are different places, each a part of the incident.
place_tolerance as (
    select max(km) as km,
    from vocabulary.linking_tolerances
    where family = 'airspace' and km < 100
),

spread as (
    select
        event_id,
        12742 * asin(sqrt(
            pow(sin(radians(max(latitude) - min(latitude)) / 2), 2)
            + cos(radians(min(latitude))) * cos(radians(max(latitude))) * pow(sin(radians(max(longitude) - min(longitude)) / 2), 2)
        )) as km,
    from claims
    where decision <> 'unlink'
    group by all
),

-- Of several dated counts by one publisher and speaker, only the latest is used.
weighed as (
    select
        claims.*,
        claims.latitude is not null and spread.km > place_tolerance.km as is_part,
        claims.is_dated_count and claims.published_stated < max(case when claims.is_dated_count then claims.published_stated end) over (
            partition by claims.event_id, claims.reported_by, claims.attributed_to, claims.object_type, claims.location_name
        ) as is_replaced,
    from claims
    cross join place_tolerance
    left join spread on claims.event_id = spread.event_id
),

roles as (
    select
        *,
        case
            when decision = 'unlink' then 'unlinked'
            when attribution = 'denied' then 'contradicting'
            when is_part then 'regional'
            when is_replaced then 'superseded'
            when source_rank = min(case when coalesce(attribution, 'unknown') <> 'denied' and not is_part and decision <> 'unlink' then source_rank end)
                over (partition by event_id)
                then 'primary'
            else 'supporting'
        end as role,
    from weighed
)

select
    claim_id, -- Claim, as in claims.airspace.
    event_id, -- Incident, as in events.airspace.
    role, -- primary, supporting, superseded, regional (one place of several), contradicting, or unlinked by a reviewed decision.
    case role
        when 'contradicting' then concat(reason, '; ', coalesce(attributed_to, reported_by), ' denies it')
        when 'regional' then concat(reason, '; it covers one of several places, so its count is partial')
        when 'superseded' then concat(reason, '; ', reported_by, ' gives a later count')
        else reason
    end as reason, -- Why the claim is linked and has this role, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from roles
order by claim_id
