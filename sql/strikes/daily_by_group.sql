-- Attacks of one side on the other per date on which their windows end and per weapon group, national figures only.
-- grain: night_of x attacker_iso3 x target_iso3 x weapon_group
-- not for: estimating losses; a party to the war reported every number. A date without a row was not reported; it may not have been quiet.
with
-- Under a regime that also counts the lost, a figure for those shot down is partial, and its share is not comparable.
events as (
    select
        events.*,
        case
            when regimes.rate_comparable_in_full is null or events.intercepted_means is null then null
            when
                events.intercepted_means = 'shot_down'
                and regimes.lost_counts = 'merged'
                and regimes.rate_comparable_in_full <> 'shot_down'
                then 'shot_down_part'
            else regimes.rate_comparable_in_full
        end as rate_comparable,
    from events.strikes as events
    left join vocabulary.reporting_regimes as regimes on events.regime = regimes.regime_id
    where
        events.sources > 0
        and events.attacker_iso3 is not null
        and events.target_iso3 is not null
        and events.weapon_group <> 'unspecified'
),

-- Windows of one date do not overlap (events.strikes keeps a 24-hour figure only where no source counts night and day), so they add up.
-- A sum with an unknown part is unknown; its low counts the parts that are known.
summed as (
    select
        night_of,
        attacker_iso3,
        target_iso3,
        weapon_group,
        sum(launched_low) as launched_low,
        case when count(launched_best) = count(*) then sum(launched_best) end as launched_best,
        case when count(launched_high) = count(*) then sum(launched_high) end as launched_high,
        case
            when count(case when period = 'night' then launched_best end) = count(case when period = 'night' then 1 end)
                then sum(case when period = 'night' then launched_best end)
        end as launched_at_night,
        case
            when count(case when period = 'day' then launched_best end) = count(case when period = 'day' then 1 end)
                then sum(case when period = 'day' then launched_best end)
        end as launched_by_day,
        sum(intercepted_low) as intercepted_low,
        case when count(intercepted_best) = count(*) then sum(intercepted_best) end as intercepted_best,
        case when count(intercepted_high) = count(*) then sum(intercepted_high) end as intercepted_high,
        case when count(distinct intercepted_means) = 1 then max(intercepted_means) end as intercepted_means,
        case when count(shot_down_best) = count(*) then sum(shot_down_best) end as shot_down_best,
        sum(suppressed_best) as suppressed_best,
        case when count(distinct regime) = 1 then max(regime) end as regime,
        case when count(distinct regime) = 1 and count(distinct rate_comparable) = 1 then max(rate_comparable) end as rate_comparable,
        flatten(list(coalesce(inconsistent_claims, []) order by event_id)) as inconsistent_claims,
        case when count(hit_locations) > 0 then sum(hit_locations) end as hit_locations,
        case when count(debris_locations) > 0 then sum(debris_locations) end as debris_locations,
        count(*) as windows,
        max(sources) as sources,
        bool_or(array_length(disputed_figures) > 0) as has_disagreement,
    from events
    group by all
)

select
    night_of, -- Date on which the windows end in Kyiv.
    attacker_iso3, -- Attacking state.
    target_iso3, -- Attacked state.
    weapon_group, -- drone, missile, glide_bomb, recon_drone or air_target.
    cast(launched_low as integer) as launched_low, -- Fewest munitions any source reports; includes stated parts even if others are not stated.
    cast(launched_best as integer) as launched_best, -- Munitions launched; null unless all parts are stated.
    cast(launched_high as integer) as launched_high, -- Most munitions any source reports; null if a part has no upper bound.
    cast(launched_at_night as integer) as launched_at_night, -- Of launched_best, in windows of the night that ends on the date; null where no report counts the night separately.
    cast(launched_by_day as integer) as launched_by_day, -- Of launched_best, in windows of the day after that night; null where no report counts the day separately, which does not mean 0.
    cast(intercepted_low as integer) as intercepted_low, -- Fewest intercepted any source reports, as defined by intercepted_means.
    cast(intercepted_best as integer) as intercepted_best, -- Intercepted, as defined by intercepted_means; null unless all parts are stated.
    cast(intercepted_high as integer) as intercepted_high, -- Most intercepted any source reports.
    intercepted_means, -- shot_down_or_suppressed, or shot_down where no source counts the suppressed; null when the windows differ.
    regime, -- Reporting regime; see vocabulary.reporting_regimes. Null where none is listed.
    rate_comparable, -- Rates are comparable where this value is the same; null where no rate is valid.
    case
        when launched_best > 0 and intercepted_best <= launched_best and rate_comparable is not null
            then round(cast(intercepted_best as double) / launched_best, 4)
    end as interception_rate, -- intercepted_best over launched_best: shot down plus lost where counted separately. Null unless both are known under a regime that allows a rate; never above 1.
    cast(shot_down_best as integer) as shot_down_best, -- Shot down by fire; null where a window does not count them separately.
    cast(suppressed_best as integer) as suppressed_best, -- Suppressed or lost to electronic warfare, in the windows that count them separately; null where none does.
    case
        when launched_best > 0 and shot_down_best <= launched_best then round(cast(shot_down_best as double) / launched_best, 4)
    end as shot_down_rate, -- Strict rate: shot_down_best over launched_best; null where those shot down are not counted separately. It falls when more drones are lost.
    array_length(inconsistent_claims) > 0 or coalesce(intercepted_best > launched_best, false) as is_inconsistent, -- Whether a report counts more munitions shot down or lost than launched.
    inconsistent_claims, -- Ids of these claims, see claims.strikes; empty when there are none.
    cast(hit_locations as integer) as hit_locations, -- Locations with hits; a bulletin's single figure for the attack is listed with only one group.
    cast(debris_locations as integer) as debris_locations, -- Locations with falling debris, likewise.
    windows, -- Number of windows in the figures.
    sources, -- Largest number of sources of any of them.
    has_disagreement, -- Whether sources differ on any figure.
from summed
order by night_of, attacker_iso3, target_iso3, weapon_group
