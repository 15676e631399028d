-- What each claim states of each figure of the exchange it is linked to, one row each.
-- grain: event_id x claim_id x figure
-- not for: adding up; the table has both totals and their parts. marts.overview_statements has all families, with the wording.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: not_null(is_account): A statement that is marked neither way would be left out of every disagreement.
with
-- One claim is one direction and category; the figure is named after what the claim counts.
linked as (
    select
        links.event_id,
        links.role,
        links.role in ('primary', 'supporting') and not list_contains(coalesce(known.flags, []), 'part_of_total') as is_counted,
        case
            when known.category = 'remains' and known.to_party = 'UKR' then 'remains_to_ukraine'
            when known.category = 'remains' and known.to_party = 'RUS' then 'remains_to_russia'
            when known.category = 'remains' then 'remains'
            when known.count_basis = 'total' then 'stated_total'
            when known.to_party = 'UKR' then 'to_ukraine'
            when known.to_party = 'RUS' then 'to_russia'
            else 'people'
        end as counted_figure,
        known.*,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

stated as (
    select
        linked.event_id,
        linked.claim_id,
        case when names.figure = 'count' then linked.counted_figure else names.figure end as figure,
        linked.role,
        linked.is_counted,
        case when names.figure = 'count' then linked."count" end as number,
        case when names.figure = 'count' then linked.count_low end as low,
        case when names.figure = 'count' then linked.count_high end as high,
        case when names.figure = 'count' then linked.count_qualifier end as qualifier,
        case when names.figure = 'exchanged_stated' then linked.exchanged_stated end as word,
    from linked
    cross join (values ('count'), ('exchanged_stated')) as names (figure)
)

select
    event_id, -- Exchange, as in events.exchanges.
    claim_id, -- Claim, as in claims.exchanges.
    figure, -- to_ukraine, to_russia, stated_total, remains_to_ukraine, remains_to_russia, exchanged_stated, or people and remains of no stated side.
    role, -- Role of the claim in the exchange; see links.exchanges.
    is_counted, -- Whether it can affect the event's value: false for parts of the claimant's stated total.
    figure not in ('to_ukraine', 'to_russia') as is_account, -- False for the people of a side: an account is the sum over categories; see marts.exchanges_disputes.
    number, -- Number it states; null for the date and where it gives only bounds.
    low, -- Lower bound, where it gives one.
    high, -- Upper bound, where it gives one.
    qualifier, -- exact, at_least, up_to or about; null for the date.
    word, -- Date it states; null where the figure is a number.
from stated
where number is not null or low is not null or high is not null or word is not null
order by event_id, claim_id, figure
