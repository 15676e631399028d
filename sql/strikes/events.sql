-- Attacks: one night or day of attacks by one side on the other with one weapon group, as reported.
-- grain: event_id
-- not for: estimating losses; a party to the war reported every number. An event with only regional tallies has null totals.
with
claims as (
    select
        links.event_id,
        links.role,
        links.weapon_group,
        links.decided_by,
        known.night_of,
        known.attacker_iso3,
        known.target_iso3,
        known.launched,
        case
            when
                links.is_added
                and coalesce(known.launched_qualifier, 'exact') <> 'at_least'
                and coalesce(known.shot_down_or_suppressed, known.shot_down + coalesce(known.suppressed, 0))
                + coalesce(known.not_reached_target, 0) > known.launched
                then known.claim_id
        end as inconsistent_claim,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

-- Rank of an account for one figure: only accounts that state the figure have one.
ranked as (
    select
        *,
        case when launched is not null then claimant_rank end as launched_rank,
        case when intercepted is not null then claimant_rank end as intercepted_rank,
        case when shot_down is not null then claimant_rank end as shot_down_rank,
        case when suppressed is not null then claimant_rank end as suppressed_rank,
        case when hit_locations is not null then claimant_rank end as hits_rank,
        case when debris_locations is not null then claimant_rank end as debris_rank,
        case when killed is not null then claimant_rank end as killed_rank,
        case when injured is not null then claimant_rank end as injured_rank,
    from events.strikes_accounts
),

-- Where accounts differ, the range is kept; a midpoint would be a number that no source reported.
ranged as (
    select
        event_id,
        min_by(launched, launched_rank) as launched_best,
        min(launched_rank) as launched_rank,
        coalesce(min(launched_low), max(launched_at_least)) as lowest_launched,
        max(launched_high) as highest_launched,
        max(launched_at_least) as most_launched_at_least,
        min(launched_high) as least_launched_at_most,
        min_by(intercepted, intercepted_rank) as intercepted_best,
        min(intercepted_rank) as intercepted_rank,
        max(intercepted_means) as intercepted_means,
        min(intercepted_low) as lowest_intercepted,
        max(intercepted_high) as highest_intercepted,
        max(intercepted_low) as most_intercepted_at_least,
        min(intercepted_high) as least_intercepted_at_most,
        min_by(shot_down, shot_down_rank) as shot_down_best,
        min_by(suppressed, suppressed_rank) as suppressed_best,
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
        min_by(claimant, claimant_rank) as best_claimant,
        min_by(reported_by, claimant_rank) as best_publisher,
        min_by(source_type, claimant_rank) as best_source_type,
        min_by(claimant, launched_rank) as launched_claimant,
        min_by(claimant, intercepted_rank) as intercepted_claimant,
        count(*) as accounts,
        count(distinct origin) as sources,
        count(distinct case when source_type = 'official' then origin end) as official_sources,
        max(reporting_side) as reporting_side,
        min(other_side) as other_side,
    from ranked
    group by all
),

-- A bound is ignored if another account exceeds it.
bounded as (
    select
        *,
        case when coalesce(least_launched_at_most >= lowest_launched, true) then lowest_launched end as launched_low,
        case when coalesce(most_launched_at_least <= highest_launched, true) then highest_launched end as launched_high,
        case when coalesce(least_intercepted_at_most >= lowest_intercepted, true) then lowest_intercepted end as intercepted_low,
        case when coalesce(most_intercepted_at_least <= highest_intercepted, true) then highest_intercepted end as intercepted_high,
    from ranged
),

-- A reviewed decision can move a claim of another night to an event; the event's date comes from claims that the rules link.
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
        list(inconsistent_claim order by inconsistent_claim) filter (where inconsistent_claim is not null) as inconsistent_claims,
    from claims
    group by all
)

select
    events.event_id, -- Readable id: strike-<night_of>-<period>-<attacker>-<target>-<weapon group>.
    events.night_of, -- Date on which the window ends in Kyiv.
    regexp_extract(events.event_id, '^strike-[0-9-]{10}-([a-z0-9]+)-', 1) as period, -- night, day, day24 (only where no source counts night and day separately) or unknown.
    events.attacker_iso3, -- Attacking state.
    events.target_iso3, -- Attacked state.
    events.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target, or unspecified where only people are counted.
    bounded.window_start_at, -- Start of the window in the highest-ranking account that states it.
    bounded.window_end_at, -- End of the window in the highest-ranking account that states it.
    bounded.launched_low, -- Fewest munitions any account reports, including "at least"; null where another account states a lower "up to".
    bounded.launched_best, -- Munitions in the highest-ranking account that states all its parts.
    bounded.launched_high, -- Most munitions any account reports; null where another account states a higher "at least".
    bounded.intercepted_low, -- Fewest intercepted any comparable account reports.
    bounded.intercepted_best, -- Intercepted, as defined by intercepted_means.
    bounded.intercepted_high, -- Most intercepted any comparable account reports.
    bounded.intercepted_means, -- shot_down_or_suppressed, or shot_down where no source counts the suppressed; null where no interception is reported.
    bounded.shot_down_best, -- Shot down by fire, in the highest-ranking account that counts them separately; null where none does.
    bounded.suppressed_best, -- Suppressed or lost to electronic warfare, in the highest-ranking account that counts them separately; null where none does.
    bounded.hit_locations, -- Locations with hits.
    bounded.debris_locations, -- Locations with falling debris.
    bounded.killed_low, -- Fewest killed any source reports.
    bounded.killed_best, -- Killed in the highest-ranking account that counts them.
    bounded.killed_high, -- Most killed any source reports.
    bounded.injured_low, -- Fewest injured any source reports.
    bounded.injured_best, -- Injured in the highest-ranking account that counts them.
    bounded.injured_high, -- Most injured any source reports.
    coalesce(bounded.sources, 0) as sources, -- Origins with a national account; a bulletin and a table or article that repeats it count as one.
    coalesce(bounded.official_sources, 0) as official_sources, -- Of them, those with an account from an official source.
    coalesce(bounded.accounts, 0) as accounts, -- National accounts, including repetitions of one origin.
    events.claims, -- Claims linked to it, in any role.
    events.regional_claims, -- Of them, regional or local tallies.
    events.containing_launched, -- Largest count for 24 hours or the entire date that contains this attack; null when there is none. Never add it.
    case
        when bounded.event_id is not null then concat(
            bounded.best_publisher, ' (', bounded.best_source_type,
            case when bounded.best_source_type <> 'official' then concat(', ', bounded.best_claimant) else '' end, ')',
            case when bounded.accounts = 1 then ' gives the only national account' else '' end,
            case when bounded.accounts > 1 then concat(' ranks first of ', cast(bounded.accounts as varchar), ' national accounts from ') else '' end,
            case when bounded.accounts > 1 then concat(cast(bounded.sources as varchar), case when bounded.sources = 1 then ' origin' else ' origins' end) else '' end,
            case when bounded.launched_rank is null then '; no account states everything launched' else '' end,
            case when bounded.launched_rank > 1 then concat('; launched is taken from ', bounded.launched_claimant, ', the first to state it in full') else '' end,
            case when bounded.intercepted_rank > 1 then concat('; intercepted is taken from ', bounded.intercepted_claimant, ', the first to state it by this definition') else '' end,
            case when bounded.reporting_side = targets.side and bounded.other_side = targets.side then '; only the attacked side reports it' else '' end
        )
    end as best_rule, -- Account that the best values are taken from, in words; null when only regional tallies report it.
    list_filter(
        [
            case when bounded.most_launched_at_least > bounded.least_launched_at_most then 'launched' end,
            case when bounded.most_intercepted_at_least > bounded.least_intercepted_at_most then 'intercepted' end,
            case when bounded.hit_locations_values > 1 then 'hit_locations' end,
            case when bounded.debris_locations_values > 1 then 'debris_locations' end,
            case when bounded.killed_low < bounded.killed_high then 'killed' end,
            case when bounded.injured_low < bounded.injured_high then 'injured' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which accounts cannot all be right, including a table and the bulletin it was coded from; empty when there are none.
    coalesce(events.inconsistent_claims, []) as inconsistent_claims, -- Claims that count more shot down or lost than launched; empty when none.
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
