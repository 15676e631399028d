-- Official running totals of people returned, beside the sum of the exchanges in the ledger.
-- grain: reported_by x to_party x until_on x category
-- not for: adding the two; the official total contains exchanges that no source reported one by one.
with
names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
)

select
    until_on, -- Date of the official total.
    reported_by, -- Who states it.
    coalesce(names.name_of[to_party], to_party) as returned_to, -- Side that received them.
    category, -- pow, civilian, living (both) or remains.
    official, -- Official total.
    ours_low, -- Sum of the exchanges in the ledger up to that date, lowest.
    ours_best, -- The same, best value.
    ours_high, -- The same, highest.
    difference, -- Ours less official.
    exchanges_counted, -- Exchanges with a figure for this category.
    exchanges, -- Exchanges up to that date.
from marts.exchanges_official_totals
cross join names
order by until_on desc, category
