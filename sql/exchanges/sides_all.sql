-- People each side of an exchange received, by category, including figures over several days.
-- grain: event_id x to_party x category
-- not for: adding up; rows with is_aggregate overlap the rows of their days. marts.exchanges_sides leaves them out.
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
),

-- Categories are not a partition: prisoners and civilians can be counted apart, and again together without a status.
sums as (
    select
        event_id,
        to_party,
        sum(case when category in ('pow', 'civilian', 'child') then best end) as stated,
        max(case when category = 'unclear' then best end) as unclear,
    from events.exchanges_ranges
    where breakdown = 'category'
    group by all
),

totals as (
    select
        event_id,
        to_party,
        max(case when category = 'living' then best end) as living,
        max(case when category = 'remains' then best end) as remains,
    from events.exchanges_ranges
    where breakdown = 'side'
    group by all
)

select
    ranges.event_id, -- Exchange, as in events.exchanges.
    exchanges.exchanged_stated, -- Date as most publishers give it, ISO 8601 at the stated precision; null when none dates it.
    exchanges.is_aggregate, -- True where the figures span several days and overlap the rows of these days.
    ranges.to_party, -- State that received the people.
    ranges.category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    ranges.low as people_low, -- Fewest people any claimant counts; null when none gives a lower bound.
    ranges.best as people_best, -- Best count: the receiving side's or an official publisher's number, then the one that most publishers give; ties go to the higher; null when none counts them.
    ranges.high as people_high, -- Most people any claimant counts; null when none gives an upper bound.
    case
        when ranges.category = 'remains' then ranges.best = totals.remains
        when sums.stated = totals.living then ranges.category <> 'unclear'
        when sums.stated + sums.unclear = totals.living then true
        when sums.unclear = totals.living then ranges.category = 'unclear'
    end as is_in_total, -- Whether the category adds up, with the others so marked, to the side's total in events.exchanges; null where no sum of categories gives it.
    reports.is_own_word, -- Whether the receiving side or an official publisher is among those that report it.
    reports.claims, -- Claims of the figure.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Official publishers among them.
from events.exchanges_ranges as ranges
inner join reports
    on ranges.event_id = reports.event_id
    and ranges.to_party = reports.to_party
    and ranges.category = reports.category
inner join sums on ranges.event_id = sums.event_id and ranges.to_party = sums.to_party
left join totals on ranges.event_id = totals.event_id and ranges.to_party = totals.to_party
inner join events.exchanges as exchanges on ranges.event_id = exchanges.event_id
where ranges.breakdown = 'category'
order by ranges.event_id, ranges.to_party, ranges.category
