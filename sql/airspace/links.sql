-- Which claims speak of which airspace incident, in which role, and why.
-- grain: claim_id
-- not for: counting; an incident has as many claims as tellers.
with
claims as (
    select *
    from known.airspace
),

-- A register's own label names the incident; other claims join an incident of the same date, state and object.
labelled as (
    select
        event_ref,
        occurred_on,
        violated_state_iso3,
        object_type,
        min(claim_id) as first_claim_id,
    from claims
    where event_ref is not null
    group by all
),

matched as (
    select
        claims.*,
        labelled.event_ref as matched_ref,
        row_number() over (
            partition by claims.claim_id
            order by labelled.event_ref
        ) as place,
    from claims
    left join labelled
        on claims.event_ref is null
        and claims.occurred_on = labelled.occurred_on
        and claims.violated_state_iso3 is not distinct from labelled.violated_state_iso3
        and claims.object_type = labelled.object_type
)

select
    claim_id, -- Claim, as in claims.airspace.
    case
        when event_ref is not null then concat('airspace-', event_ref)
        when matched_ref is not null then concat('airspace-', matched_ref)
        else concat_ws(
            '-', 'airspace', coalesce(occurred_on, 'undated'), coalesce(violated_state_iso3, 'international'), coalesce(object_type, 'object')
        )
    end as event_id, -- Incident, as in events.airspace.
    case
        when attribution = 'denied' then 'contradicting'
        when standing in ('official', 'research') then 'primary'
        else 'supporting'
    end as role, -- primary, supporting or contradicting.
    case
        when attribution = 'denied' then concat(coalesce(attributed_to, reported_by), ' denies it')
        when event_ref is not null then concat('the source itself files it under ', event_ref)
        when matched_ref is not null then concat('same date, state and object as ', matched_ref)
        else 'no other claim of this date, state and object has a label'
    end as reason, -- Why it is linked so, in words.
from matched
where place = 1
order by claim_id
