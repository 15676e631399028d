-- Attacks: one night or day of one side's attack on the other with one group of weapons, as far as reports tell.
-- grain: event_id
-- not for: estimating losses; every number is one a party to the war reported. Regional tallies alone make an event with null totals.
with
claims as (
    select
        links.event_id,
        links.role,
        links.weapon_group,
        links.claimant,
        links.claimant_rank,
        links.origin,
        links.adds_up,
        links.decided_by,
        known.* exclude (weapons, target_regions, launch_areas, evidence, flags),
        coalesce(known.report_ref, known.document_id) as report,
        known.weapon_class is not null as is_of_munitions,
        case
            when known.shot_down_or_suppressed is not null then known.shot_down_or_suppressed
            when known.shot_down is not null and known.suppressed is not null then known.shot_down + known.suppressed
            else known.shot_down
        end as intercepted,
        case
            when known.shot_down_or_suppressed is not null or (known.shot_down is not null and known.suppressed is not null) then 'shot_down_or_suppressed'
            when known.shot_down is not null then 'shot_down'
        end as intercepted_means,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

-- One report: its windows and classes add up, while its locations are one figure for the whole attack.
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
        count(case when is_of_munitions then 1 end) as parts,
        count(launched) as launched_parts,
        sum(launched) as launched,
        count(case when launched_qualifier = 'up_to' then 1 end) as launched_up_to,
        count(case when launched_qualifier = 'at_least' then 1 end) as launched_at_least,
        count(intercepted) as intercepted_parts,
        sum(intercepted) as intercepted,
        max(intercepted_means) as intercepted_means,
        count(case when intercepted_qualifier = 'up_to' then 1 end) as intercepted_up_to,
        count(case when intercepted_qualifier = 'at_least' then 1 end) as intercepted_at_least,
        max(hit_locations) as hit_locations,
        max(debris_locations) as debris_locations,
        sum(killed) as killed,
        sum(injured) as injured,
        min(window_start_at) as window_start_at,
        max(window_end_at) as window_end_at,
        max(time_precision) as time_precision,
    from claims
    where adds_up
    group by all
),

-- One claimant's account: its reports that stand add up; a part that is not stated leaves the sum unknown.
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
        sum(launched_parts) > 0 and sum(launched_parts) = sum(parts) as is_launched_whole,
        sum(launched) as launched_stated,
        sum(launched_up_to) > 0 as is_launched_up_to,
        sum(launched_at_least) > 0 as is_launched_at_least,
        case when sum(intercepted_parts) = sum(parts) then sum(intercepted) end as intercepted,
        max(intercepted_means) as intercepted_means,
        sum(intercepted_up_to) > 0 as is_intercepted_up_to,
        sum(intercepted_at_least) > 0 as is_intercepted_at_least,
        sum(hit_locations) as hit_locations,
        sum(debris_locations) as debris_locations,
        sum(killed) as killed,
        sum(injured) as injured,
        min(window_start_at) as window_start_at,
        max(window_end_at) as window_end_at,
        max(time_precision) as time_precision,
    from reports
    group by all
),

-- Shot down alone is a part of shot down or suppressed: where a source tells both, the part is not compared with the whole.
compared as (
    select
        *,
        case when is_launched_whole then launched_stated end as launched,
        case when intercepted_means = max(case when intercepted is not null then intercepted_means end) over (partition by event_id) then intercepted end as comparable,
    from summed
),

-- `At least` bounds below, `up to` above, `about` and an exact count both.
accounts as (
    select
        *,
        case when not is_launched_up_to then launched end as launched_from,
        case when not is_launched_at_least then launched end as launched_to,
        -- An account that leaves a part open still says how many there were at least.
        case when not is_launched_up_to then launched_stated end as stated_from,
        case when not is_intercepted_up_to then comparable end as intercepted_from,
        case when not is_intercepted_at_least then comparable end as intercepted_to,
        case when launched is not null then claimant_rank end as launched_rank,
        case when comparable is not null then claimant_rank end as intercepted_rank,
        case when hit_locations is not null then claimant_rank end as hits_rank,
        case when debris_locations is not null then claimant_rank end as debris_rank,
        case when killed is not null then claimant_rank end as killed_rank,
        case when injured is not null then claimant_rank end as injured_rank,
    from compared
),

-- Where sources differ the range is kept; a midpoint would be a number nobody reported.
ranged as (
    select
        event_id,
        min_by(launched, launched_rank) as launched_best,
        min(launched_rank) as launched_rank,
        coalesce(min(launched_from), max(stated_from)) as launched_from,
        max(launched_to) as launched_to,
        max(stated_from) as launched_most_from,
        min(launched_to) as launched_least_to,
        min_by(comparable, intercepted_rank) as intercepted_best,
        min(intercepted_rank) as intercepted_rank,
        max(case when comparable is not null then intercepted_means end) as intercepted_means,
        min(intercepted_from) as intercepted_from,
        max(intercepted_to) as intercepted_to,
        max(intercepted_from) as intercepted_most_from,
        min(intercepted_to) as intercepted_least_to,
        min_by(hit_locations, hits_rank) as hit_locations,
        count(distinct hit_locations) as hit_locations_values,
        min_by(debris_locations, debris_rank) as debris_locations,
        count(distinct debris_locations) as debris_locations_values,
        min(killed) as killed_low,
        min_by(killed, killed_rank) as killed_best,
        max(killed) as killed_high,
        min(injured) as injured_low,
        min_by(injured, injured_rank) as injured_best,
        max(injured) as injured_high,
        min_by(window_start_at, case when window_start_at is not null then claimant_rank end) as window_start_at,
        min_by(window_end_at, case when window_end_at is not null then claimant_rank end) as window_end_at,
        min_by(time_precision, case when time_precision is not null then claimant_rank end) as time_precision,
        min_by(claimant, claimant_rank) as best_teller,
        min_by(reported_by, claimant_rank) as best_publisher,
        min_by(source_type, claimant_rank) as best_standing,
        min_by(claimant, launched_rank) as launched_teller,
        min_by(claimant, intercepted_rank) as intercepted_teller,
        count(*) as accounts,
        count(distinct origin) as sources,
        count(distinct case when source_type = 'official' then origin end) as official_sources,
        max(reporting_side) as reporting_side,
        min(other_side) as other_side,
    from accounts
    group by all
),

-- A bound that another account is said to exceed is none.
bounded as (
    select
        *,
        case when coalesce(launched_least_to >= launched_from, true) then launched_from end as launched_low,
        case when coalesce(launched_most_from <= launched_to, true) then launched_to end as launched_high,
        case when coalesce(intercepted_least_to >= intercepted_from, true) then intercepted_from end as intercepted_low,
        case when coalesce(intercepted_most_from <= intercepted_to, true) then intercepted_to end as intercepted_high,
    from ranged
),

-- A reviewed decision may move a claim of another night here; the event is named by those that the rules put here.
events as (
    select
        event_id,
        coalesce(min(case when decided_by is null then night_of end), min(night_of)) as night_of,
        min(attacker_iso3) as attacker_iso3,
        min(target_iso3) as target_iso3,
        min(weapon_group) as weapon_group,
        count(*) as claims,
        count(case when role = 'regional' then 1 end) as regional_claims,
        max(case when role = 'containing' then launched end) as containing_launched,
    from claims
    group by all
)

select
    events.event_id, -- Readable id: strike-<night_of>-<period>-<attacker>-<target>-<weapon group>.
    events.night_of, -- Date on which the window ends in Kyiv.
    regexp_extract(events.event_id, '^strike-[0-9-]{10}-([a-z0-9]+)-', 1) as period, -- night, day, day24 (only where nobody tells night and day apart) or unknown.
    events.attacker_iso3, -- Attacking state.
    events.target_iso3, -- Attacked state.
    events.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target, or unspecified where only people are counted.
    bounded.window_start_at, -- Start of the window in the highest ranking account that states it.
    bounded.window_end_at, -- End of the window in the highest ranking account that states it.
    cast(bounded.launched_low as integer) as launched_low, -- Fewest munitions any account reports, also as at least; null where one only says up to fewer.
    cast(bounded.launched_best as integer) as launched_best, -- Munitions in the highest ranking account that states all its parts.
    cast(bounded.launched_high as integer) as launched_high, -- Most munitions any account reports; null where one only says at least more.
    cast(bounded.intercepted_low as integer) as intercepted_low, -- Fewest intercepted any comparable account reports.
    cast(bounded.intercepted_best as integer) as intercepted_best, -- Intercepted, in the sense of intercepted_means.
    cast(bounded.intercepted_high as integer) as intercepted_high, -- Most intercepted any comparable account reports.
    bounded.intercepted_means, -- shot_down_or_suppressed, or shot_down where nobody tells the suppressed; null where no interception is told.
    cast(bounded.hit_locations as integer) as hit_locations, -- Locations with hits.
    cast(bounded.debris_locations as integer) as debris_locations, -- Locations with falling debris.
    cast(bounded.killed_low as integer) as killed_low, -- Fewest killed any source reports.
    cast(bounded.killed_best as integer) as killed_best, -- Killed in the highest ranking account that counts them.
    cast(bounded.killed_high as integer) as killed_high, -- Most killed any source reports.
    cast(bounded.injured_low as integer) as injured_low, -- Fewest injured any source reports.
    cast(bounded.injured_best as integer) as injured_best, -- Injured in the highest ranking account that counts them.
    cast(bounded.injured_high as integer) as injured_high, -- Most injured any source reports.
    coalesce(bounded.sources, 0) as sources, -- Origins with a national account; a table, an article and the bulletin they repeat are one.
    coalesce(bounded.official_sources, 0) as official_sources, -- Of them heard from an official source itself.
    coalesce(bounded.accounts, 0) as accounts, -- National accounts, repetitions of one origin included.
    events.claims, -- Claims linked to it, in any role.
    events.regional_claims, -- Of them regional or local tallies.
    cast(events.containing_launched as integer) as containing_launched, -- Largest count over 24 hours or a whole date that contains this attack; null when none. Never to be added.
    case
        when bounded.event_id is not null then concat(
            bounded.best_publisher, ' (', bounded.best_standing,
            case when bounded.best_standing <> 'official' then concat(', ', bounded.best_teller) else '' end, ')',
            case when bounded.accounts = 1 then ' gives the only national account' else '' end,
            case when bounded.accounts > 1 then concat(' ranks first of ', cast(bounded.accounts as varchar), ' national accounts from ') else '' end,
            case when bounded.accounts > 1 then concat(cast(bounded.sources as varchar), case when bounded.sources = 1 then ' origin' else ' origins' end) else '' end,
            case when bounded.launched_rank is null then '; nobody states all that was launched' else '' end,
            case when bounded.launched_rank > 1 then concat('; launched is taken from ', bounded.launched_teller, ', the first to state it whole') else '' end,
            case when bounded.intercepted_rank > 1 then concat('; intercepted is taken from ', bounded.intercepted_teller, ', the first to state it in this sense') else '' end,
            case when bounded.reporting_side = targets.side and bounded.other_side = targets.side then '; only the side attacked reports it' else '' end
        )
    end as best_rule, -- From which account the best values are taken, in words; null when only regional tallies tell of it.
    list_filter(
        [
            case when bounded.launched_most_from > bounded.launched_least_to then 'launched' end,
            case when bounded.intercepted_most_from > bounded.intercepted_least_to then 'intercepted' end,
            case when bounded.hit_locations_values > 1 then 'hit_locations' end,
            case when bounded.debris_locations_values > 1 then 'debris_locations' end,
            case when bounded.killed_low < bounded.killed_high then 'killed' end,
            case when bounded.injured_low < bounded.injured_high then 'injured' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which accounts cannot all be right, also a table against the bulletin it was coded from; empty when none.
    regimes.regime_id as regime, -- Reporting regime of the attacked side's publisher; see vocabulary.reporting_regimes.
    bounded.time_precision, -- 1 to the minute, 2 night or day, 3 date.
from events
left join bounded on events.event_id = bounded.event_id
left join vocabulary.parties as targets on events.target_iso3 = targets.party_id
left join vocabulary.reporting_regimes as regimes
    on events.weapon_group = regimes.weapon_group
    and events.target_iso3 = 'UKR'
    and events.night_of between regimes.first_night_of and coalesce(regimes.last_night_of, date '9999-12-31')
order by events.event_id
