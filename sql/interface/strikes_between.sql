-- Russian strikes on Ukraine, night by night from one date to another; dates without a report also have a row.
-- families: strikes
-- grain: night_of
-- not for: estimating losses, or comparing rates of nights with a different drones_regime.
-- example: from strikes_between('2026-02-01', '2026-02-07')
create macro strikes_between(first_night, last_night) as table
with
calendar as (
    select cast(unnest(generate_series(cast(first_night as date), cast(last_night as date), interval 1 day)) as date) as night_of,
)

select
    calendar.night_of, -- Date on which the windows end in Kyiv.
    strikes.night_of is not null as is_reported, -- False where no report covers the date: unknown, not quiet. Also true where reports cover drones only.
    strikes.drones_launched_best is not null as has_drone_count, -- Whether a report counts drones.
    strikes.missiles_launched_best is not null as has_missile_count, -- Whether a report counts missiles; on most nights without a count, no report mentions missiles.
    strikes.drones_launched_best, -- Drones launched; null when not stated.
    strikes.drones_launched_at_night, -- Of them, in the night that ends on the date; null where no report gives the night separately.
    strikes.drones_launched_by_day, -- Of them, in the day after that night; null where no report gives the day separately.
    strikes.drones_intercepted_best, -- Drones intercepted, as the regime defines it; null when not stated.
    strikes.drones_interception_rate, -- Intercepted over launched; null unless both are known under one regime that allows a rate.
    strikes.drones_regime, -- Reporting regime; see vocabulary.reporting_regimes.
    strikes.missiles_launched_best, -- Missiles launched; null when not stated.
    strikes.missiles_intercepted_best, -- Missiles intercepted; null when not stated.
    strikes.hit_locations, -- Locations with hits; bulletins give one figure for the entire attack.
    strikes.debris_locations, -- Locations with falling debris; one figure for the entire attack.
    strikes.has_disagreement, -- Whether sources differ on any figure.
from calendar
left join marts.strikes_daily as strikes on calendar.night_of = strikes.night_of
order by calendar.night_of
