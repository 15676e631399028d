-- What each side of an exchange received, by category of people.
-- grain: event_id x to_party x category
-- not for: adding up categories to a side's total; claimants divide people differently, and events.exchanges has the totals.
-- Exchanges reported as one over several days are left out, since they overlap the rows of these days: see marts.exchanges_sides_all.
select
    event_id, -- Exchange, as in events.exchanges.
    exchanged_stated, -- Date as most publishers give it, ISO 8601 reduced to what is stated; null when none dates it.
    to_party, -- State that received them.
    category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    people_low, -- Fewest people any claimant counts; null when none bounds them from below.
    people_best, -- The receiving side's or an official's number first, then what most publishers give, in a tie the higher; null when none counts them.
    people_high, -- Most people any claimant counts; null when none bounds them from above.
    is_own_word, -- Whether the receiving side or an official publisher is among those that report it.
    claims, -- Claims behind it.
    sources, -- Publishers that report it.
    official_sources, -- Of them official.
from marts.exchanges_sides_all
where not is_aggregate
order by event_id, to_party, category
