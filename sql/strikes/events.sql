-- Attacks: one window of one night or day by one side on the other with one group of weapons, as far as reports tell.
-- grain: event_id
-- not for: estimating losses; every number is one a party to the war reported. Regional tallies alone make an event with null totals.
with
claims as (
    select
        links.event_id,
        links.role,
        links.weapon_group,
        known.*,
        case
            when known.shot_down_or_suppressed is not null then known.shot_down_or_suppressed
            when known.shot_down is not null and known.suppressed is not null then known.shot_down + known.suppressed
            else known.shot_down
        end as intercepted,
        case
            when known.shot_down_or_suppressed is not null then 'shot_down_or_suppressed'
            when known.shot_down is not null and known.suppressed is not null then 'shot_down_plus_suppressed'
            when known.shot_down is not null then 'shot_down'
        end as intercepted_means,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

-- One source's account: its windows and models add up; a part that is not stated leaves the sum unknown.
accounts as (
    select
        event_id,
        source,
        min(reported_by) as reported_by,
        min(standing) as standing,
        bool_or(role = 'primary') as is_primary,
        case when count(launched) = count(*) then sum(launched) end as launched,
        case when bool_or(launched_qualifier = 'up_to') then null else sum(launched) end as launched_low,
        case when count(launched) = count(*) and not bool_or(coalesce(launched_qualifier, 'exact') = 'at_least') then sum(launched) end as launched_high,
        case when count(intercepted) = count(*) then sum(intercepted) end as intercepted,
        case when bool_and(intercepted_means = 'shot_down') then 'shot_down' else 'shot_down_or_suppressed' end as intercepted_means,
        case when count(hit_locations) > 0 then sum(hit_locations) end as hit_locations,
        case when count(debris_locations) > 0 then sum(debris_locations) end as debris_locations,
        case when count(killed) > 0 then sum(killed) end as killed,
        case when count(injured) > 0 then sum(injured) end as injured,
        min(window_start_at) as window_start_at,
        max(window_end_at) as window_end_at,
        max(time_precision) as time_precision,
    from claims
    where role in ('primary', 'supporting', 'contradicting')
    and not list_contains(flags, 'part_of_total')
    and not list_contains(flags, 'beside_the_total')
    group by all
),

-- Shot down alone is a part of shot down or suppressed: where a source tells both, the part is not compared with the whole.
fullest as (
    select
        event_id,
        max(intercepted_means) as intercepted_means,
    from accounts
    where intercepted is not null
    group by all
),

compared as (
    select
        accounts.*,
        fullest.intercepted_means as event_intercepted_means,
        case when accounts.intercepted_means = fullest.intercepted_means then accounts.intercepted end as comparable_intercepted,
    from accounts
    left join fullest on accounts.event_id = fullest.event_id
),

-- Where sources differ the range is kept; a midpoint would be a number nobody reported.
ranged as (
    select
        event_id,
        min(launched_low) as launched_low,
        max(launched_high) as launched_high,
        max(case when is_primary then launched end) as launched_best,
        count(distinct launched) as launched_values,
        min(comparable_intercepted) as intercepted_low,
        max(comparable_intercepted) as intercepted_high,
        coalesce(max(case when is_primary then comparable_intercepted end), max(comparable_intercepted)) as intercepted_best,
        count(distinct comparable_intercepted) as intercepted_values,
        max(event_intercepted_means) as intercepted_means,
        coalesce(max(case when is_primary then hit_locations end), max(hit_locations)) as hit_locations,
        coalesce(max(case when is_primary then debris_locations end), max(debris_locations)) as debris_locations,
        min(killed) as killed_low,
        coalesce(max(case when is_primary then killed end), max(killed)) as killed_best,
        max(killed) as killed_high,
        count(distinct killed) as killed_values,
        min(injured) as injured_low,
        coalesce(max(case when is_primary then injured end), max(injured)) as injured_best,
        max(injured) as injured_high,
        count(distinct injured) as injured_values,
        min(case when is_primary then window_start_at end) as window_start_at,
        max(case when is_primary then window_end_at end) as window_end_at,
        max(case when is_primary then time_precision end) as time_precision,
        max(case when is_primary then concat(source, ', the highest ranking account (', standing, ')') end) as best_rule,
        count(*) as sources,
        count(case when standing = 'official' then 1 end) as official_sources,
    from compared
    group by all
),

events as (
    select
        event_id,
        min(night_of) as night_of,
        min(period) as period,
        min(attacker_iso3) as attacker_iso3,
        min(target_iso3) as target_iso3,
        min(weapon_group) as weapon_group,
        count(*) as claims,
        count(case when role = 'regional' then 1 end) as regional_claims,
    from claims
    group by all
)

select
    events.event_id, -- Readable id: strike-<night_of>-<period>-<attacker>-<target>-<weapon group>.
    events.night_of, -- Date on which the window ends in Kyiv.
    events.period, -- night, day, day24 or unknown.
    events.attacker_iso3, -- Attacking state.
    events.target_iso3, -- Attacked state.
    events.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target, or unspecified where only people are counted.
    ranged.window_start_at, -- Start of the window in the account that ranks first.
    ranged.window_end_at, -- End of the window in the account that ranks first.
    cast(ranged.launched_low as integer) as launched_low, -- Fewest munitions any source reports; parts that are stated count even when others are not.
    cast(ranged.launched_best as integer) as launched_best, -- Munitions in the account that ranks first; null when it leaves a part unstated.
    cast(ranged.launched_high as integer) as launched_high, -- Most munitions any source reports; null when it is only bounded below.
    cast(ranged.intercepted_low as integer) as intercepted_low, -- Fewest intercepted any comparable source reports.
    cast(ranged.intercepted_best as integer) as intercepted_best, -- Intercepted, in the sense of intercepted_means.
    cast(ranged.intercepted_high as integer) as intercepted_high, -- Most intercepted any comparable source reports.
    ranged.intercepted_means, -- shot_down_or_suppressed, or shot_down where nobody tells the suppressed.
    cast(ranged.hit_locations as integer) as hit_locations, -- Locations with hits.
    cast(ranged.debris_locations as integer) as debris_locations, -- Locations with falling debris.
    cast(ranged.killed_low as integer) as killed_low, -- Fewest killed any source reports.
    cast(ranged.killed_best as integer) as killed_best, -- Killed in the account that ranks first, else the most reported.
    cast(ranged.killed_high as integer) as killed_high, -- Most killed any source reports.
    cast(ranged.injured_low as integer) as injured_low, -- Fewest injured any source reports.
    cast(ranged.injured_best as integer) as injured_best, -- Injured in the account that ranks first, else the most reported.
    cast(ranged.injured_high as integer) as injured_high, -- Most injured any source reports.
    coalesce(ranged.sources, 0) as sources, -- Sources with a national account.
    coalesce(ranged.official_sources, 0) as official_sources, -- Of them official.
    events.claims, -- Claims linked to it, in any role.
    events.regional_claims, -- Of them regional or local tallies.
    ranged.best_rule, -- Which account the best values are taken from, and why; null when only regional tallies tell of it.
    list_filter(
        [
            case when ranged.launched_values > 1 then 'launched' end,
            case when ranged.intercepted_values > 1 then 'intercepted' end,
            case when ranged.killed_values > 1 then 'killed' end,
            case when ranged.injured_values > 1 then 'injured' end
        ],
        lambda name: name is not null
    ) as disagrees_on, -- Figures on which sources differ; empty when none.
    regimes.regime_id as regime, -- Reporting regime of the attacked side's publisher; see vocabulary.reporting_regimes.
    ranged.time_precision, -- 1 to the minute, 2 night or day, 3 date.
from events
left join ranged on events.event_id = ranged.event_id
left join vocabulary.reporting_regimes as regimes
    on events.weapon_group = regimes.weapon_group
    and events.target_iso3 = 'UKR'
    and events.night_of between regimes.valid_from and coalesce(regimes.valid_to, date '9999-12-31')
order by events.event_id
