-- Which claims speak of which round of talks, in which role, and why.
-- grain: claim_id
-- not for: counting; a round has as many claims as tellers.
with
claims as (
    select *
    from known.negotiations
),

-- A register's own label names the round; other claims join a round of the same venue that has that day in it.
labelled as (
    select
        event_ref,
        lower(venue_city) as venue,
        min(started_on) as started_on,
        max(coalesce(ended_on, started_on)) as ended_on,
    from claims
    where event_ref is not null and length(started_on) = 10
    group by all
),

matched as (
    select
        claims.*,
        labelled.event_ref as matched_ref,
        row_number() over (
            partition by claims.claim_id
            order by labelled.started_on, labelled.event_ref
        ) as place,
    from claims
    left join labelled
        on claims.event_ref is null
        and lower(claims.venue_city) = labelled.venue
        and claims.started_on <= labelled.ended_on
        and coalesce(claims.ended_on, claims.started_on) >= labelled.started_on
)

select
    claim_id, -- Claim, as in claims.negotiations.
    case
        when event_ref is not null then concat('talks-', event_ref)
        when matched_ref is not null then concat('talks-', matched_ref)
        else concat_ws('-', 'talks', coalesce(started_on, 'undated'), coalesce(lower(replace(venue_city, ' ', '-')), 'unknown-venue'))
    end as event_id, -- Round, as in events.negotiations.
    case when standing in ('official', 'research') then 'primary' else 'supporting' end as role, -- primary or supporting.
    case
        when event_ref is not null then concat('the source itself files it under ', event_ref)
        when matched_ref is not null then concat('same venue and days as ', matched_ref)
        else 'no labelled round has this venue and day'
    end as reason, -- Why it is linked so, in words.
from matched
where place = 1
order by claim_id
