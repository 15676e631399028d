-- Share of munitions intercepted in Russian strikes on Ukraine, per weapon group and reporting regime: shot down plus
-- lost where they are counted separately, one figure where they are merged. The strict rate covers only those shot down.
-- grain: weapon_group x regime x rate_comparable
-- not for: judging air defence, or comparing strict rates across regimes. Compare only rows with the same rate_comparable.
with
summed as (
    select
        weapon_group,
        regime,
        rate_comparable,
        min(first_night_of) as first_night_of,
        max(last_night_of) as last_night_of,
        cast(sum(nights) as bigint) as nights,
        cast(sum(launched) as integer) as launched,
        cast(sum(intercepted) as integer) as intercepted,
        cast(sum(shot_down_launched) as integer) as shot_down_launched,
        cast(sum(shot_down) as integer) as shot_down,
    from marts.strikes_rates_monthly
    group by all
)

select
    weapon_group, -- drone or missile.
    regime, -- Reporting regime; see vocabulary.reporting_regimes.
    rate_comparable, -- Rates are comparable where this value is the same; null where no rate is valid.
    first_night_of, -- First date counted.
    last_night_of, -- Last date counted.
    nights, -- Dates on which launched and intercepted are both known and consistent.
    launched, -- Denominator: launched on those dates.
    intercepted, -- Numerator: intercepted on those dates.
    case
        when launched > 0 and rate_comparable is not null then round(cast(intercepted as double) / launched, 4)
    end as interception_rate, -- intercepted over launched; null where the regime allows no rate or nothing was launched.
    shot_down_launched, -- Denominator of the strict rate: launched on dates that count those shot down separately.
    shot_down, -- Numerator of the strict rate: shot down by fire on the same dates.
    case
        when shot_down_launched > 0 then round(cast(shot_down as double) / shot_down_launched, 4)
    end as shot_down_rate, -- Strict rate: shot_down over shot_down_launched; null where those shot down are not counted separately. It falls when more drones are lost.
from summed
order by weapon_group, first_night_of, rate_comparable
