-- Russian strikes on Ukraine per date on which their windows end, national figures only: the night that ends on the date and,
-- where reported, the day after it.
-- grain: night_of
-- not for: estimating losses; a party to the war reported every number. A date without a row was not reported; it may not have been quiet.
with
groups as (
    select *,
    from marts.strikes_daily_by_group
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and weapon_group in ('drone', 'missile')
),

drones as (
    select *,
    from groups
    where weapon_group = 'drone'
),

missiles as (
    select *,
    from groups
    where weapon_group = 'missile'
),

dates as (
    select distinct night_of,
    from groups
)

select
    dates.night_of, -- Date on which the windows end in Kyiv.
    drones.launched_low as drones_launched_low, -- Fewest drones any source reports.
    drones.launched_best as drones_launched_best, -- Drones launched; null unless all parts are stated.
    drones.launched_high as drones_launched_high, -- Most drones any source reports.
    drones.launched_at_night as drones_launched_at_night, -- Of them, in the night that ends on the date; null where no report counts the night separately.
    drones.launched_by_day as drones_launched_by_day, -- Of them, in the day after that night; null where no report counts the day separately, which does not mean 0.
    drones.intercepted_best as drones_intercepted_best, -- Drones intercepted, as defined by drones_intercepted_means.
    drones.intercepted_means as drones_intercepted_means, -- shot_down_or_suppressed or shot_down; null when the windows differ.
    drones.regime as drones_regime, -- Reporting regime; see vocabulary.reporting_regimes.
    drones.rate_comparable as drones_rate_comparable, -- Rates are comparable where this value is the same; null where no rate is valid.
    drones.interception_rate as drones_interception_rate, -- Intercepted over launched: shot down plus lost where counted separately. Null unless both are known, and where it would be above 1.
    drones.shot_down_best as drones_shot_down_best, -- Drones shot down by fire; null where a window does not count them separately.
    drones.suppressed_best as drones_suppressed_best, -- Drones lost to electronic warfare, in the windows that count them separately; null where none does.
    drones.shot_down_rate as drones_shot_down_rate, -- Strict rate: shot down over launched; null where those shot down are not counted separately. It falls when more drones are lost.
    missiles.launched_low as missiles_launched_low, -- Fewest missiles any source reports.
    missiles.launched_best as missiles_launched_best, -- Missiles launched; null unless all parts are stated.
    missiles.launched_high as missiles_launched_high, -- Most missiles any source reports.
    missiles.intercepted_best as missiles_intercepted_best, -- Missiles intercepted, as defined by missiles_intercepted_means.
    missiles.intercepted_means as missiles_intercepted_means, -- shot_down_or_suppressed or shot_down; null when the windows differ.
    missiles.regime as missiles_regime, -- Reporting regime; see vocabulary.reporting_regimes.
    missiles.rate_comparable as missiles_rate_comparable, -- Rates are comparable where this value is the same; null where no rate is valid.
    missiles.interception_rate as missiles_interception_rate, -- Intercepted over launched; null unless both are known under one regime that allows a rate, and where it would be above 1.
    coalesce(drones.hit_locations, missiles.hit_locations) as hit_locations, -- Locations with hits; bulletins give one figure for the entire attack.
    coalesce(drones.debris_locations, missiles.debris_locations) as debris_locations, -- Locations with falling debris; one figure for the entire attack.
    coalesce(drones.windows, 0) + coalesce(missiles.windows, 0) as windows, -- Number of windows and weapon groups in the figures.
    greatest(coalesce(drones.sources, 0), coalesce(missiles.sources, 0)) as sources, -- Largest number of sources of any of them.
    coalesce(drones.has_disagreement, false) or coalesce(missiles.has_disagreement, false) as has_disagreement, -- Whether sources differ on any figure.
    coalesce(drones.is_inconsistent, false) or coalesce(missiles.is_inconsistent, false) as is_inconsistent, -- Whether more is said to be shot down or lost than launched.
    list_concat(coalesce(drones.inconsistent_claims, []), coalesce(missiles.inconsistent_claims, [])) as inconsistent_claims, -- Claims that say so; empty when none.
from dates
left join drones on dates.night_of = drones.night_of
left join missiles on dates.night_of = missiles.night_of
order by dates.night_of
