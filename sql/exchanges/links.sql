-- Which claims speak of which exchange of people, in which role, and why.
-- grain: claim_id
-- not for: counting; an exchange has as many claims as tellers, directions and categories.
with
claims as (
    select *
    from known.exchanges
),

-- A register's own label names the exchange; other claims join the exchange of their day.
labelled as (
    select
        event_ref,
        exchanged_on,
    from claims
    where event_ref is not null and not is_aggregate and length(exchanged_on) = 10
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
        and not claims.is_aggregate
        and claims.exchanged_on = labelled.exchanged_on
)

select
    claim_id, -- Claim, as in claims.exchanges.
    case
        when event_ref is not null then concat('exchange-', event_ref)
        when matched_ref is not null then concat('exchange-', matched_ref)
        else concat_ws('-', 'exchange', coalesce(exchanged_on, 'undated'), case when is_aggregate then 'aggregate' end)
    end as event_id, -- Exchange, as in events.exchanges.
    case when standing in ('official', 'research') then 'primary' else 'supporting' end as role, -- primary or supporting.
    case
        when event_ref is not null then concat('the source itself files it under ', event_ref)
        when matched_ref is not null then concat('same day as ', matched_ref)
        else 'no labelled exchange has this day'
    end as reason, -- Why it is linked so, in words.
from matched
where place = 1
order by claim_id
