-- Share of munitions intercepted in Russian strikes on Ukraine, per weapon group, reporting regime and sense of intercepted.
-- grain: weapon_group x regime x intercepted_means
-- not for: judging air defence; a change of rules moves the rate. Compare only rows with the same rate_comparable.
with
nights as (
    select *,
    from marts.strikes_daily_by_group
    where
        attacker_iso3 = 'RUS'
        and target_iso3 = 'UKR'
        and regime is not null
        and launched_best is not null
        and intercepted_best is not null
        and intercepted_means is not null
),

summed as (
    select
        weapon_group,
        regime,
        intercepted_means,
        rate_comparable,
        min(night_of) as first_night_of,
        max(night_of) as last_night_of,
        count(*) as nights,
        sum(launched_best) as launched,
        sum(intercepted_best) as intercepted,
    from nights
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
    cast(launched as integer) as launched, -- Denominator: launched on those dates.
    cast(intercepted as integer) as intercepted, -- Numerator: intercepted on those dates.
    case
        when launched > 0 and rate_comparable is not null then round(cast(intercepted as double) / launched, 4)
    end as interception_rate, -- intercepted over launched; null where the regime allows no rate or nothing was launched.
from summed
order by weapon_group, first_night_of, intercepted_means
