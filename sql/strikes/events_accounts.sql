-- What each claimant counts in an attack: the sum of its claims that add up; null where a part is not stated.
-- grain: event_id x claimant
-- not for: adding up; claimants count the same munitions. Use events.strikes.
-- test: unique(event_id, claimant): Two accounts of one claimant would be compared with each other.
-- test: unique(event_id, claimant_rank): With two accounts of equal rank, the best figures would depend on chance.
with
claims as (
    select
        links.event_id,
        links.claimant,
        links.claimant_rank,
        links.origin,
        words.report,
        words.intercepted,
        words.intercepted_means,
        known.* exclude (claim_id, weapons, target_regions, launch_areas, evidence, flags),
    from links.strikes as links
    inner join links.strikes_claims as words on links.claim_id = words.claim_id
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.is_added and links.role <> 'unlinked'
),

-- Windows and weapon classes of one report add up; its locations are one figure for the attack.
reports as (
    select
        event_id,
        claimant,
        claimant_rank,
        report,
        min(origin) as origin,
        min(source_type) as source_type,
        min(reported_by) as reported_by,
        max(reporting_side) as reporting_side,
        min(reporting_side) as other_side,
        count(weapon_class) as parts,
        count(launched) as launched_parts,
        sum(launched) as launched,
        count(case when launched_qualifier = 'up_to' then 1 end) as launched_up_to,
        count(case when launched_qualifier = 'at_least' then 1 end) as launched_at_least,
        count(intercepted) as intercepted_parts,
        sum(intercepted) as intercepted,
        max(intercepted_means) as intercepted_means,
        count(shot_down) as shot_down_parts,
        sum(shot_down) as shot_down,
        sum(suppressed) as suppressed,
        count(case when intercepted_qualifier = 'up_to' then 1 end) as intercepted_up_to,
        count(case when intercepted_qualifier = 'at_least' then 1 end) as intercepted_at_least,
        max(hit_locations) as hit_locations,
        max(debris_locations) as debris_locations,
        sum(killed) as killed,
        sum(injured) as injured,
        case when count(window_start_at) = count(*) then min(window_start_at) end as window_start_at,
        case when count(window_end_at) = count(*) then max(window_end_at) end as window_end_at,
        max(time_precision) as time_precision,
    from claims
    group by all
),

summed as (
    select
        event_id,
        claimant,
        claimant_rank,
        min(origin) as origin,
        min(source_type) as source_type,
        min(reported_by) as reported_by,
        max(reporting_side) as reporting_side,
        min(other_side) as other_side,
        case when sum(launched_parts) > 0 and sum(launched_parts) = sum(parts) then sum(launched) end as launched,
        sum(launched) as launched_stated,
        sum(launched_up_to) > 0 as is_launched_up_to,
        sum(launched_at_least) > 0 as is_launched_at_least,
        case when sum(intercepted_parts) = sum(parts) then sum(intercepted) end as intercepted,
        max(intercepted_means) as intercepted_means,
        case when sum(shot_down_parts) = sum(parts) then sum(shot_down) end as shot_down,
        sum(suppressed) as suppressed,
        sum(intercepted_up_to) > 0 as is_intercepted_up_to,
        sum(intercepted_at_least) > 0 as is_intercepted_at_least,
        sum(hit_locations) as hit_locations,
        sum(debris_locations) as debris_locations,
        sum(killed) as killed,
        sum(injured) as injured,
        case when count(window_start_at) = count(*) then min(window_start_at) end as window_start_at,
        case when count(window_end_at) = count(*) then max(window_end_at) end as window_end_at,
        max(time_precision) as time_precision,
    from reports
    group by all
),

-- Shot down is a part of shot down or suppressed: if any claimant gives the latter, figures for the former are not compared.
compared as (
    select
        *,
        case
            when intercepted_means = max(case when intercepted is not null then intercepted_means end) over (partition by event_id)
                then intercepted
        end as comparable,
    from summed
)

-- `at least` gives a lower bound, `up to` an upper bound, `about` and an exact count both.
select
    event_id, -- Attack, as in events.strikes.
    claimant, -- Claimant, as in links.strikes.
    claimant_rank, -- Rank of the account, from 1.
    origin, -- Publisher that the figures come from, as far as known.
    source_type, -- Source type of the account; the first in the alphabet if it has several.
    reported_by, -- Publisher of the account; the first in the alphabet if it has several.
    reporting_side, -- Side of the account; the last in the alphabet if it has several.
    other_side, -- The first in the alphabet; equal to reporting_side if the account has one side.
    cast(launched as integer) as launched, -- Munitions launched; null unless every part is stated.
    cast(case when not is_launched_up_to then launched end as integer) as launched_low, -- Lower bound of launched; null where the account says up to.
    cast(case when not is_launched_at_least then launched end as integer) as launched_high, -- Upper bound; null where it says at least.
    cast(case when not is_launched_up_to then launched_stated end as integer) as launched_at_least, -- Lower bound from the stated parts, even if others are not stated.
    cast(comparable as integer) as intercepted, -- Intercepted, by the definition that the accounts of the attack are compared in; null by another definition or unless all parts are stated.
    case when comparable is not null then intercepted_means end as intercepted_means, -- shot_down_or_suppressed or shot_down.
    cast(case when not is_intercepted_up_to then comparable end as integer) as intercepted_low, -- Lower bound for intercepted; null where it says up to.
    cast(case when not is_intercepted_at_least then comparable end as integer) as intercepted_high, -- Upper bound; null where it says at least.
    cast(shot_down as integer) as shot_down, -- Shot down by fire; null unless every part counts them separately.
    cast(suppressed as integer) as suppressed, -- Suppressed or lost to electronic warfare, in the parts that state it; null where none does.
    cast(hit_locations as integer) as hit_locations, -- Locations with hits.
    cast(debris_locations as integer) as debris_locations, -- Locations with falling debris.
    cast(killed as integer) as killed, -- People killed.
    cast(injured as integer) as injured, -- People injured.
    window_start_at, -- Start of the first window; null unless every report of the account states one.
    window_end_at, -- End of the last window; null unless every report of the account states one.
    time_precision, -- Coarsest precision of its claims: 1 to the minute, 2 night or day, 3 date.
from compared
order by event_id, claimant
