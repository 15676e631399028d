-- What each side of an exchange received, by category of people, also of those that are told as one over several days.
-- grain: event_id x to_party x category
-- not for: adding up; rows with is_aggregate overlap the days' own, which alone are in marts.exchanges_sides.
with
claims as (
    select
        links.event_id,
        known.to_party,
        known.category,
        known.reported_by,
        known.report_ref,
        known.source_type,
        known."count",
        links.role = 'primary' as is_own_word,
        concat_ws(' | ', known.reported_by, known.report_ref, known.attributed_to) as claimant,
        list_contains(coalesce(known.flags, []), 'total_of_parts') as is_total,
        coalesce(known."count", known.count_low) as low,
        coalesce(known."count", known.count_high) as high,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where
        links.role in ('primary', 'supporting')
        and known.to_party is not null
        and known.count_basis = 'per_side'
        and not list_contains(coalesce(known.flags, []), 'part_of_total')
),

-- A side's total holds all its categories and is none of them: 189 people of whom 2 are civilians are no 189 prisoners.
-- Where it names a category and the report tells of no other, it is that category's: 197 prisoners, 175 and 22.
counted as (
    select claims.*,
    from claims
    left join (
        select distinct
            event_id,
            to_party,
            reported_by,
            report_ref,
            category,
        from claims
        where not is_total and category <> 'remains'
    ) as others
        on claims.is_total
        and claims.event_id = others.event_id
        and claims.to_party = others.to_party
        and claims.reported_by = others.reported_by
        and claims.report_ref is not distinct from others.report_ref
        and claims.category <> others.category
    where not claims.is_total or (claims.category <> 'unclear' and others.category is null)
),

-- Parts that are told with their total are in it.
claimants as (
    select
        event_id,
        to_party,
        category,
        claimant,
        reported_by,
        bool_or(is_own_word) as is_own_word,
        coalesce(max(case when is_total then "count" end), case when count("count") = count(*) then sum("count") end) as people,
        coalesce(max(case when is_total then low end), case when count(low) = count(*) then sum(low) end) as low,
        coalesce(max(case when is_total then high end), case when count(high) = count(*) then sum(high) end) as high,
    from counted
    group by all
),

bests as (
    select
        event_id,
        to_party,
        category,
        people,
        row_number() over (
            partition by event_id, to_party, category
            order by
                count(distinct case when is_own_word then reported_by end) desc,
                count(distinct reported_by) desc,
                people desc
        ) as place,
    from claimants
    where people is not null
    group by event_id, to_party, category, people
),

-- Living people who are less than half of the best are a part of it that was told alone, as in events.exchanges.
ranges as (
    select
        claimants.event_id,
        claimants.to_party,
        claimants.category,
        case when count(claimants.low) > 0 then least(min(claimants.low), min(claimants.high)) end as low,
        case when count(claimants.high) > 0 then greatest(max(claimants.high), max(claimants.low)) end as high,
    from claimants
    left join bests
        on claimants.event_id = bests.event_id
        and claimants.to_party = bests.to_party
        and claimants.category = bests.category
        and bests.place = 1
    where claimants.category = 'remains' or coalesce(2 * coalesce(claimants.high, claimants.low) >= bests.people, true)
    group by all
),

accounts as (
    select
        event_id,
        to_party,
        category,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
        bool_or(is_own_word) as is_own_word,
    from counted
    group by all
)

select
    accounts.event_id, -- Exchange, as in events.exchanges.
    exchanges.exchanged_stated, -- Date as most claimants give it, reduced ISO 8601; null when nobody dates it.
    exchanges.is_aggregate, -- True where the figures span several days and overlap the days' own rows.
    accounts.to_party, -- State that received them.
    accounts.category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    cast(ranges.low as integer) as people_low, -- Fewest any claimant gives; null when nobody bounds them from below.
    cast(bests.people as integer) as people_best, -- The receiving side's or an official's word first, then what most publishers give, in a tie the higher; null when nobody counts.
    cast(ranges.high as integer) as people_high, -- Most any claimant gives; null when nobody bounds them from above.
    accounts.is_own_word, -- Whether the receiving side or an official publisher is among those who tell it.
    accounts.claims, -- Claims behind it.
    accounts.sources, -- Publishers that tell it.
    accounts.official_sources, -- Of them official.
from accounts
inner join ranges
    on accounts.event_id = ranges.event_id and accounts.to_party = ranges.to_party and accounts.category = ranges.category
inner join events.exchanges as exchanges on accounts.event_id = exchanges.event_id
left join bests
    on accounts.event_id = bests.event_id
    and accounts.to_party = bests.to_party
    and accounts.category = bests.category
    and bests.place = 1
order by accounts.event_id, accounts.to_party, accounts.category
