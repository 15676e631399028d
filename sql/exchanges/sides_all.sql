-- What each side of an exchange received, by category of people, also of exchanges reported as one over several days.
-- grain: event_id x to_party x category
-- not for: adding up; rows with is_aggregate overlap those of the days, which alone are in marts.exchanges_sides.
with
reports as (
    select
        event_id,
        to_party,
        category,
        bool_or(is_own_word) as is_own_word,
        cast(sum(claims) as bigint) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when is_official then reported_by end) as official_sources,
    from events.exchanges_accounts
    where breakdown = 'category'
    group by all
)

select
    ranges.event_id, -- Exchange, as in events.exchanges.
    exchanges.exchanged_stated, -- Date as most publishers give it, ISO 8601 reduced to what is stated; null when none dates it.
    exchanges.is_aggregate, -- True where the figures span several days and overlap the rows of these days.
    ranges.to_party, -- State that received them.
    ranges.category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    ranges.low as people_low, -- Fewest people any claimant counts; null when none bounds them from below.
    ranges.best as people_best, -- The receiving side's or an official's number first, then what most publishers give, in a tie the higher; null when none counts them.
    ranges.high as people_high, -- Most people any claimant counts; null when none bounds them from above.
    reports.is_own_word, -- Whether the receiving side or an official publisher is among those that report it.
    reports.claims, -- Claims behind it.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Of them official.
from events.exchanges_ranges as ranges
inner join reports
    on ranges.event_id = reports.event_id
    and ranges.to_party = reports.to_party
    and ranges.category = reports.category
inner join events.exchanges as exchanges on ranges.event_id = exchanges.event_id
where ranges.breakdown = 'category'
order by ranges.event_id, ranges.to_party, ranges.category
