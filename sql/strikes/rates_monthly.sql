-- Share of munitions intercepted in Russian strikes on Ukraine, per month, weapon group and reporting regime: shot down plus
-- lost where they are counted separately, one figure where they are merged. The strict rate covers only those shot down.
-- grain: month x weapon_group x regime x rate_comparable
-- not for: judging air defence, or comparing strict rates across regimes. Compare only rows with the same rate_comparable.
with
nights as (
    select *,
    from marts.strikes_daily_by_group
    where
        attacker_iso3 = 'RUS'
        and target_iso3 = 'UKR'
        and regime is not null
        and intercepted_best <= launched_best
        and coalesce(rate_comparable, intercepted_means) is not null
),

summed as (
    select
        cast(date_trunc('month', night_of) as date) as month,
        weapon_group,
        regime,
        rate_comparable,
        min(night_of) as first_night_of,
        max(night_of) as last_night_of,
        count(*) as nights,
        sum(launched_best) as launched,
        sum(intercepted_best) as intercepted,
        sum(case when shot_down_rate is not null then launched_best end) as shot_down_launched,
        sum(case when shot_down_rate is not null then shot_down_best end) as shot_down,
    from nights
    group by all
)

select
    month, -- First day of the month; a month in which the rules changed has a row for each regime.
    weapon_group, -- drone or missile.
    regime, -- Reporting regime; see vocabulary.reporting_regimes.
    rate_comparable, -- Rates are comparable where this value is the same; null where no rate is valid.
    first_night_of, -- First date counted.
    last_night_of, -- Last date counted.
    nights, -- Dates on which launched and intercepted are both known and consistent.
    cast(launched as integer) as launched, -- Denominator: launched on those dates.
    cast(intercepted as integer) as intercepted, -- Numerator: intercepted on those dates.
    case
        when launched > 0 and rate_comparable is not null then round(cast(intercepted as double) / launched, 4)
    end as interception_rate, -- intercepted over launched; null where the regime allows no rate or nothing was launched.
    cast(shot_down_launched as integer) as shot_down_launched, -- Denominator of the strict rate: launched on dates that count those shot down separately.
    cast(shot_down as integer) as shot_down, -- Numerator of the strict rate: shot down by fire on the same dates.
    case
        when shot_down_launched > 0 then round(cast(shot_down as double) / shot_down_launched, 4)
    end as shot_down_rate, -- Strict rate: shot_down over shot_down_launched; null where those shot down are not counted separately. It falls when more drones are lost.
from summed
order by month, weapon_group, first_night_of, rate_comparable
