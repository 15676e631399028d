-- What each claim states of each figure of the event of violence it is linked to, one row each.
-- grain: event_id x claim_id x figure
-- not for: adding up; marts.overview_statements has all families, with the wording and who reports it.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
with
stated as (
    select
        links.event_id,
        links.claim_id,
        names.figure,
        links.role,
        case names.figure when 'deaths' then known.deaths_best when 'deaths_civilians' then known.deaths_civilians end as number,
        case when names.figure = 'deaths' then known.deaths_low end as low,
        case when names.figure = 'deaths' then known.deaths_high end as high,
        case when names.figure = 'kind' then known.kind end as word,
    from links.violence as links
    inner join known.violence as known on links.claim_id = known.claim_id
    cross join (values ('deaths'), ('deaths_civilians'), ('kind')) as names (figure)
    where links.role <> 'unlinked'
)

select
    event_id, -- Event, as in events.violence.
    claim_id, -- Claim, as in claims.violence.
    figure, -- deaths, deaths_civilians or kind.
    role, -- Role of the claim in the event; see links.violence.
    role in ('primary', 'supporting') as is_counted, -- Whether it can affect the event's value.
    true as is_account, -- Always true: a claim is its source's account of the event.
    number, -- Number it states; null for the kind.
    low, -- Lowest estimate, where it gives one.
    high, -- Highest estimate, where it gives one.
    cast(null as varchar) as qualifier, -- Always null: datasets give ranges.
    word, -- Kind of the event; null for numbers.
from stated
where number is not null or low is not null or high is not null or word is not null
order by event_id, claim_id, figure
