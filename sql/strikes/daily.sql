-- Russian strikes on Ukraine per date on which their windows end, national figures only.
-- grain: night_of
-- not for: estimating losses; every number is one a party to the war reported. A date without a row was not reported, not quiet.
with
events as (
    select *
    from events.strikes
    where
        attacker_iso3 = 'RUS'
        and target_iso3 = 'UKR'
        and weapon_group in ('drone', 'missile')
        and sources > 0
),

-- A 24-hour figure contains its night and its day: where one is given it stands alone.
whole_days as (
    select
        night_of,
        weapon_group,
    from events
    where period = 'day24'
    group by all
),

counted as (
    select events.*
    from events
    left join whole_days
        on events.night_of = whole_days.night_of
        and events.weapon_group = whole_days.weapon_group
    where whole_days.night_of is null or events.period = 'day24'
),

-- A sum with an unknown part is unknown; its low counts the parts that are known.
per_group as (
    select
        night_of,
        weapon_group,
        sum(launched_low) as launched_low,
        case when count(launched_best) = count(*) then sum(launched_best) end as launched_best,
        case when count(launched_high) = count(*) then sum(launched_high) end as launched_high,
        case when count(intercepted_best) = count(*) then sum(intercepted_best) end as intercepted_best,
        case when count(distinct intercepted_means) = 1 then max(intercepted_means) end as intercepted_means,
        case when count(distinct regime) = 1 then max(regime) end as regime,
        case when count(hit_locations) > 0 then sum(hit_locations) end as hit_locations,
        case when count(debris_locations) > 0 then sum(debris_locations) end as debris_locations,
        count(*) as windows,
        max(sources) as sources,
        bool_or(len(disagrees_on) > 0) as has_disagreement,
    from counted
    group by all
),

drones as (
    select *
    from per_group
    where weapon_group = 'drone'
),

missiles as (
    select *
    from per_group
    where weapon_group = 'missile'
),

dates as (
    select distinct night_of
    from per_group
)

select
    dates.night_of, -- Date on which the windows end in Kyiv.
    cast(drones.launched_low as integer) as drones_launched_low, -- Fewest drones any source reports.
    cast(drones.launched_best as integer) as drones_launched_best, -- Drones launched; null when not reported or when a part is not stated.
    cast(drones.launched_high as integer) as drones_launched_high, -- Most drones any source reports.
    cast(drones.intercepted_best as integer) as drones_intercepted_best, -- Drones intercepted, in the sense of drones_intercepted_means.
    drones.intercepted_means as drones_intercepted_means, -- shot_down_or_suppressed or shot_down; null when the windows differ.
    drones.regime as drones_regime, -- Reporting regime; rates of different regimes are not to be compared.
    case
        when drones.launched_best > 0 and drones_regime.rate_comparable is not null
            then round(cast(drones.intercepted_best as double) / drones.launched_best, 4)
    end as drones_interception_rate, -- Intercepted over launched; null unless both are known under one regime.
    cast(missiles.launched_low as integer) as missiles_launched_low, -- Fewest missiles any source reports.
    cast(missiles.launched_best as integer) as missiles_launched_best, -- Missiles launched; null when not reported or when a part is not stated.
    cast(missiles.launched_high as integer) as missiles_launched_high, -- Most missiles any source reports.
    cast(missiles.intercepted_best as integer) as missiles_intercepted_best, -- Missiles intercepted, in the sense of missiles_intercepted_means.
    missiles.intercepted_means as missiles_intercepted_means, -- shot_down_or_suppressed or shot_down; null when the windows differ.
    missiles.regime as missiles_regime, -- Reporting regime; rates of different regimes are not to be compared.
    case
        when missiles.launched_best > 0 and missiles_regime.rate_comparable is not null
            then round(cast(missiles.intercepted_best as double) / missiles.launched_best, 4)
    end as missiles_interception_rate, -- Intercepted over launched; null unless both are known under one regime.
    cast(coalesce(drones.hit_locations, missiles.hit_locations) as integer) as hit_locations, -- Locations with hits; bulletins give one figure for the attack.
    cast(coalesce(drones.debris_locations, missiles.debris_locations) as integer) as debris_locations, -- Locations with falling debris; one figure for the attack.
    coalesce(drones.windows, 0) + coalesce(missiles.windows, 0) as windows, -- Windows and weapon groups the figures are made of.
    greatest(coalesce(drones.sources, 0), coalesce(missiles.sources, 0)) as sources, -- Most sources behind one of them.
    coalesce(drones.has_disagreement, false) or coalesce(missiles.has_disagreement, false) as has_disagreement, -- Whether sources differ on any figure.
from dates
left join drones on dates.night_of = drones.night_of
left join missiles on dates.night_of = missiles.night_of
left join vocabulary.reporting_regimes as drones_regime on drones.regime = drones_regime.regime_id
left join vocabulary.reporting_regimes as missiles_regime on missiles.regime = missiles_regime.regime_id
order by dates.night_of
