-- Which claims speak of which agreement or channel, in which role, and why.
-- grain: claim_id
-- not for: counting changes; several sources tell of one.
with
claims as (
    select
        *,
        lower(name) as plain_name,
    from known.agreements
),

-- A register's own label names the agreement; other claims join it by its name.
labelled as (
    select
        plain_name,
        min(event_ref) as event_ref,
    from claims
    where event_ref is not null
    group by all
)

select
    claims.claim_id, -- Claim, as in claims.agreements.
    concat(
        'agreement-', coalesce(claims.event_ref, labelled.event_ref, regexp_replace(claims.plain_name, '[^a-z0-9]+', '-', 'g'))
    ) as event_id, -- Agreement; events.agreements has one row per status of it.
    case
        when claims.event_on is null then 'supporting'
        when claims.event in ('violated') then 'supporting'
        else 'primary'
    end as role, -- primary where the claim moves the status, supporting where it does not.
    case
        when claims.event_on is null then 'undated: it moves no status'
        when claims.event in ('violated') then 'a violation is told of; the agreement stands until somebody ends it'
        when claims.event_ref is not null then concat('the source itself files it under ', claims.event_ref)
        when labelled.event_ref is not null then concat('same name as ', labelled.event_ref)
        else 'no labelled agreement has this name'
    end as reason, -- Why it is linked so, in words.
from claims
left join labelled on claims.plain_name = labelled.plain_name
order by claims.claim_id
