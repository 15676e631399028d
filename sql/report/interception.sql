-- Share of launched drones and missiles that were intercepted, per month and reporting regime.
-- grain: month x weapon_group x regime x rate_comparable
-- not for: judging air defence; both parts are figures of the defending side, and the interval covers chance alone, not error.
with
rates as (
    select
        *,
        -- Wilson score interval at 95 %.
        (intercepted + 1.9207) / (launched + 3.8415) as centre,
        1.96 / (launched + 3.8415) * sqrt(greatest(0, intercepted * (launched - intercepted) / launched + 0.9604)) as half,
    from marts.strikes_rates_monthly
    where launched > 0 and interception_rate is not null
),

intervals as (
    select
        *,
        greatest(0, centre - half) as rate_low,
        least(1, centre + half) as rate_high,
    from rates
),

compared as (
    select
        *,
        lag(interception_rate) over months as rate_before,
        lag(rate_low) over months as low_before,
        lag(rate_high) over months as high_before,
    from intervals
    window months as (partition by weapon_group, regime, rate_comparable order by month)
)

select
    cast(month as date) as month, -- First day of the month.
    weapon_group, -- drone or missile.
    first_night_of, -- First night with both parts known in that month and regime.
    last_night_of, -- Last such night.
    regime, -- Reporting regime; a month with a change of rules has two rows.
    rate_comparable, -- What the rate counts as intercepted.
    nights, -- Nights with both parts known.
    launched, -- Launched on those nights.
    intercepted, -- Intercepted on those nights, by the comparable count.
    round(interception_rate, 4) as rate, -- Share intercepted.
    round(rate_low, 4) as rate_low, -- Lower end of the 95 % Wilson interval.
    round(rate_high, 4) as rate_high, -- Upper end of the 95 % Wilson interval.
    round(shot_down_rate, 4) as shot_down_rate, -- Share shot down, the lost left out; null where the regime does not count them apart.
    coalesce(
        abs(interception_rate - rate_before) >= 0.2 and (rate_low > high_before or rate_high < low_before), false
    ) as is_break, -- 20 points or more from the month before, with intervals apart and no change of rules.
from compared
order by month desc, weapon_group, regime, rate_comparable
