-- Fewest, best and most people that claimants count for each side of an exchange, in total and by category.
-- grain: event_id x to_party x breakdown x category
-- not for: adding up; categories are parts of the living, and claimants divide people differently.
-- test: unique(event_id, to_party, breakdown, category): A side with two ranges would be counted twice.
with
-- The receiving side knows best whom it received; then the number that most publishers give; ties go to the higher.
values_given as (
    select
        event_id,
        to_party,
        breakdown,
        category,
        people,
        row_number() over (
            partition by event_id, to_party, breakdown, category
            order by
                count(distinct case when is_own_word then reported_by end) desc,
                count(distinct reported_by) desc,
                people desc
        ) as place,
    from events.exchanges_accounts
    where people is not null
    group by event_id, to_party, breakdown, category, people
),

-- A count of living people below half of the best value is assumed to cover only part of the exchange: 22 of 197 were
-- released alongside the exchange proper. The account is kept but does not affect the range.
compared as (
    select
        accounts.*,
        best.people as best,
    from events.exchanges_accounts as accounts
    left join values_given as best
        on accounts.event_id = best.event_id
        and accounts.to_party = best.to_party
        and accounts.breakdown = best.breakdown
        and accounts.category = best.category
        and best.place = 1
    where accounts.category = 'remains' or coalesce(2 * coalesce(accounts.high, accounts.low) >= best.people, true)
)

-- "More than 100" bounds the low and "up to 200" the high; where the two cross, the range covers both.
select
    event_id, -- Exchange, as in links.exchanges.
    to_party, -- State that received the people.
    breakdown, -- side or category, as in events.exchanges_accounts.
    category, -- living or remains for a side; pow, civilian, child, remains or unclear for a category.
    case when count(low) > 0 then least(min(low), min(high)) end as low, -- Fewest people any claimant counts; null when none gives a lower bound.
    max(best) as best, -- Best count: the receiving side's or an official publisher's number, then the one that most publishers give; null when none counts them.
    case when count(high) > 0 then greatest(max(high), max(low)) end as high, -- Most people any claimant counts; null when none gives an upper bound.
    coalesce(max(low) > min(high), false) as is_disputed, -- Whether the accounts cannot all be right; a bound that fits every account is not a dispute.
from compared
group by event_id, to_party, breakdown, category
order by event_id, to_party, breakdown, category
