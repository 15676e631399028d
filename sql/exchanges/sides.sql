-- People each side of an exchange received, by category.
-- grain: event_id x to_party x category
-- not for: adding up all categories to a side's total; they overlap, and is_in_total says which add up. events.exchanges has the totals.
-- Figures over several days are left out, since they overlap the rows of these days: see marts.exchanges_sides_all.
select
    event_id, -- Exchange, as in events.exchanges.
    exchanged_stated, -- Date as most publishers give it, ISO 8601 at the stated precision; null when none dates it.
    to_party, -- State that received the people.
    category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    people_low, -- Fewest people any claimant counts; null when none gives a lower bound.
    people_best, -- Best count: the receiving side's or an official publisher's number, then the one that most publishers give; ties go to the higher; null when none counts them.
    people_high, -- Most people any claimant counts; null when none gives an upper bound.
    is_in_total, -- Whether the category adds up, with the others so marked, to the side's total in events.exchanges; null where no sum of categories gives it.
    is_own_word, -- Whether the receiving side or an official publisher is among those that report it.
    claims, -- Claims of the figure.
    sources, -- Publishers that report it.
    official_sources, -- Official publishers among them.
from marts.exchanges_sides_all
where not is_aggregate
order by event_id, to_party, category
