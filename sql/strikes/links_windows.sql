-- Period of the date that each claim counts, after comparison with other claimants: a report that names only the date, or
-- counts 24 hours, can count the same as others count for the night or the day, or contain it.
-- grain: claim_id
-- not for: the attack of a regional tally or a part; see links.strikes_rules.
-- test: unique(claim_id): A claim listed twice would be counted twice.
with
claims as (
    select
        totals.*,
        claims.claimant,
        claims.overlap_key,
        claims.weapon_group,
        known.launched,
        periods.has_night and periods.has_day as covers_both,
    from links.strikes_totals as totals
    inner join links.strikes_claims as claims on totals.claim_id = claims.claim_id
    inner join known.strikes as known on totals.claim_id = known.claim_id
    inner join vocabulary.periods as periods on totals.period = periods.period
),

-- What each claimant counts in each period.
counts as (
    select
        claimant,
        overlap_key,
        period,
        covers_both,
        case when count(launched) > 0 and count(launched) = count(*) then sum(launched) end as launched,
    from claims
    where is_total and weapon_group <> 'unspecified'
    group by all
),

-- Counts for a date or 24 hours, compared with counts for the night or the day.
compared as (
    select
        broad.claimant,
        broad.overlap_key,
        broad.period,
        max(case when exact.claimant = broad.claimant then 1 else 0 end) as counts_parts,
        max(case when exact.period = 'night' then 1 else 0 end) as counts_night,
        max(case when exact.period = 'day' then 1 else 0 end) as counts_day,
        max(case when exact.period = 'night' and exact.launched = broad.launched then 1 else 0 end) as equals_night,
        max(case when exact.period = 'day' and exact.launched = broad.launched then 1 else 0 end) as equals_day,
        max(broad.launched) as launched,
        coalesce(max(case when exact.period = 'night' then exact.launched end), 0)
        + coalesce(max(case when exact.period = 'day' then exact.launched end), 0) as launched_in_parts,
    from counts as broad
    inner join counts as exact on broad.overlap_key = exact.overlap_key
    where broad.covers_both and not exact.covers_both
    group by all
),

-- If no claimant counts the night or the day, a date alone means the 24 hours that another claimant counts.
compared_with_day24 as (
    select
        broad.claimant,
        broad.overlap_key,
        broad.period,
        max(case when exact.claimant = broad.claimant then 1 else 0 end) as counts_parts,
    from counts as broad
    inner join counts as exact on broad.overlap_key = exact.overlap_key
    left join compared on broad.overlap_key = compared.overlap_key
    where broad.period = 'unknown' and exact.period = 'day24' and compared.claimant is null
    group by all
),

moves as (
    select
        claimant,
        overlap_key,
        period,
        case
            when equals_night + equals_day = 1 and counts_parts = 0 then case when equals_night = 1 then 'night' else 'day' end
            when counts_night = 1 then 'night'
            else 'day'
        end as moved_to,
        case
            when equals_night + equals_day = 1 and counts_parts = 0 then 'joins'
            when period = 'day24' then 'contains'
            when counts_night + counts_day = 1 then 'joins'
            else 'contains'
        end as relation,
    from compared
    where
        period = 'day24'
        or (
            counts_parts = 0
            and (counts_night + counts_day = 1 or equals_night + equals_day = 1 or coalesce(launched >= launched_in_parts, true))
        )
    union all
    select
        claimant,
        overlap_key,
        period,
        'day24' as moved_to,
        'joins' as relation,
    from compared_with_day24
    where counts_parts = 0
)

select
    claims.claim_id, -- Claim, as in claims.strikes.
    claims.period as stated_period, -- Period as in links.strikes_totals.
    coalesce(moves.moved_to, claims.period) as period, -- Period of the attack that it counts or contains.
    moves.relation, -- joins: it counts the same as others count in the period; contains: it counts more than the period. Null where it keeps the stated period.
    claims.is_total, -- As in links.strikes_totals.
    claims.is_in_total, -- As in links.strikes_totals.
from claims
left join moves
    on case when claims.is_total then claims.claimant end = moves.claimant
    and claims.overlap_key = moves.overlap_key
    and claims.period = moves.period
order by claims.claim_id
