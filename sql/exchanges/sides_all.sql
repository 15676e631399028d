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
        known.standing,
        known."count",
        links.role = 'primary' as is_own_word,
        concat_ws(' | ', known.reported_by, known.report_ref, known.attributed_to) as teller,
        coalesce(known."count", known.count_low) as low,
        coalesce(known."count", known.count_high) as high,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where
        links.role in ('primary', 'supporting')
        and known.to_party is not null
        and known.count_basis = 'per_side'
        -- A side's total holds all its categories and is none of them.
        and not list_contains(coalesce(known.flags, []), 'total_of_parts')
        and not list_contains(coalesce(known.flags, []), 'part_of_total')
),

tellers as (
    select
        event_id,
        to_party,
        category,
        teller,
        reported_by,
        bool_or(is_own_word) as is_own_word,
        case when count("count") = count(*) then sum("count") end as people,
        case when count(low) = count(*) then sum(low) end as low,
        case when count(high) = count(*) then sum(high) end as high,
    from claims
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
    from tellers
    where people is not null
    group by event_id, to_party, category, people
),

ranges as (
    select
        event_id,
        to_party,
        category,
        case when count(low) > 0 then least(min(low), min(high)) end as low,
        case when count(high) > 0 then greatest(max(high), max(low)) end as high,
    from tellers
    group by all
),

voices as (
    select
        event_id,
        to_party,
        category,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when standing = 'official' then reported_by end) as official_sources,
        bool_or(is_own_word) as is_own_word,
    from claims
    group by all
)

select
    voices.event_id, -- Exchange, as in events.exchanges.
    exchanges.exchanged_on, -- Date as most tellers give it, reduced ISO 8601; null when nobody dates it.
    exchanges.is_aggregate, -- True where the figures span several days and overlap the days' own rows.
    voices.to_party, -- State that received them.
    voices.category, -- pow, civilian, child, remains or unclear (no status stated, or several mixed).
    cast(ranges.low as integer) as people_low, -- Fewest any teller gives; null when nobody bounds them from below.
    cast(bests.people as integer) as people_best, -- The receiving side's or an official's word first, then what most publishers give, in a tie the higher; null when nobody counts.
    cast(ranges.high as integer) as people_high, -- Most any teller gives; null when nobody bounds them from above.
    voices.is_own_word, -- Whether the receiving side or an official publisher is among those who tell it.
    voices.claims, -- Claims behind it.
    voices.sources, -- Publishers that tell it.
    voices.official_sources, -- Of them official.
from voices
inner join ranges
    on voices.event_id = ranges.event_id and voices.to_party = ranges.to_party and voices.category = ranges.category
inner join events.exchanges as exchanges on voices.event_id = exchanges.event_id
left join bests
    on voices.event_id = bests.event_id
    and voices.to_party = bests.to_party
    and voices.category = bests.category
    and bests.place = 1
order by voices.event_id, voices.to_party, voices.category
