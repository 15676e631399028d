-- Share of munitions intercepted in Russian strikes on Ukraine, per weapon group, reporting regime and sense of intercepted.
-- grain: weapon_group x regime x intercepted_means
-- not for: judging air defence; a change of rules moves the rate. Compare only rows with the same rate_comparable.
with
summed as (
    select
        weapon_group,
        regime,
        intercepted_means,
        rate_comparable,
        min(first_night_of) as first_night_of,
        max(last_night_of) as last_night_of,
        cast(sum(nights) as bigint) as nights,
        cast(sum(launched) as integer) as launched,
        cast(sum(intercepted) as integer) as intercepted,
    from marts.strikes_rates_monthly
    group by all
)

select
    weapon_group, -- Weapon group with a reporting regime: drone or missile.
    regime, -- Reporting regime; see vocabulary.reporting_regimes.
    intercepted_means, -- shot_down_or_suppressed or shot_down.
    rate_comparable, -- Rates with the same word here may be compared; null where no rate holds.
    first_night_of, -- First date counted.
    last_night_of, -- Last date counted.
    nights, -- Dates on which launched and intercepted are both known.
    launched, -- Denominator: launched on those dates.
    intercepted, -- Numerator: intercepted on those dates.
    case
        when launched > 0 and rate_comparable is not null then round(cast(intercepted as double) / launched, 4)
    end as interception_rate, -- intercepted over launched; null where the regime allows no rate or nothing was launched.
from summed
order by weapon_group, first_night_of, intercepted_means
