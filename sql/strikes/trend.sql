-- Means of Russian strikes on Ukraine over the 7 and the 28 nights up to each date, per weapon group, and the share
-- intercepted over the 28.
-- A mean covers the nights with a known count, and nights_known is their number: a night without a count is left out,
-- never treated as zero. Missiles are rarely counted on nights without missiles, so their mean covers nights with
-- missiles. A mean is null if fewer than half of its nights are known.
-- grain: night_of x weapon_group
-- not for: sums (mean times 7 is not a week), or treating a mean of few known nights as one of all nights.
with
counts as (
    select
        night_of,
        weapon_group,
        launched_best,
        intercepted_best,
        interception_rate,
        rate_comparable,
        regime,
    from marts.strikes_daily_by_group
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and weapon_group in ('drone', 'missile')
),

bounds as (
    select
        weapon_group,
        min(night_of) as first_stated,
        max(night_of) as last_stated,
    from counts
    group by all
),

dates as (
    select
        weapon_group,
        cast(unnest(generate_series(first_stated, last_stated, interval 1 day)) as date) as night_of,
    from bounds
),

spine as (
    select
        dates.night_of,
        dates.weapon_group,
        counts.launched_best,
        case when counts.interception_rate is not null then counts.launched_best end as rate_launched,
        case when counts.interception_rate is not null then counts.intercepted_best end as rate_intercepted,
        case when counts.interception_rate is not null then counts.rate_comparable end as rate_comparable,
        counts.regime,
    from dates
    left join counts on dates.night_of = counts.night_of and dates.weapon_group = counts.weapon_group
),

windows as (
    select
        *,
        sum(launched_best) over last_7 as launched_7,
        count(launched_best) over last_7 as known_7,
        sum(launched_best) over last_28 as launched_28,
        count(launched_best) over last_28 as known_28,
        min(regime) over last_28 <> max(regime) over last_28 as is_mixed_28,
        sum(rate_launched) over last_28 as rate_launched_28,
        sum(rate_intercepted) over last_28 as rate_intercepted_28,
        count(rate_launched) over last_28 as rates_28,
        min(rate_comparable) over last_28 = max(rate_comparable) over last_28 as is_comparable_28,
    from spine
    window
        last_7 as (partition by weapon_group order by night_of rows between 6 preceding and current row),
        last_28 as (partition by weapon_group order by night_of rows between 27 preceding and current row)
)

select
    night_of, -- Date on which the windows end in Kyiv; every date from the group's first to its last.
    weapon_group, -- drone or missile.
    launched_best, -- Launched on the date; null when not known.
    cast(launched_7 as integer) as launched_best_7, -- Numerator: sum of the known counts of the 7 nights.
    known_7 as nights_known_7, -- Denominator: nights of the 7 with a known count.
    case when known_7 >= 4 then round(cast(launched_7 as double) / known_7, 2) end as launched_mean_7, -- Launched per known night of the 7; null if fewer than 4 are known.
    cast(launched_28 as integer) as launched_best_28, -- Numerator: sum of the known counts of the 28 nights.
    known_28 as nights_known_28, -- Denominator: nights of the 28 with a known count.
    case when known_28 >= 14 then round(cast(launched_28 as double) / known_28, 2) end as launched_mean_28, -- Launched per known night of the 28; null if fewer than 14 are known.
    cast(rate_launched_28 as integer) as rate_launched_28, -- Denominator of the rate: launched on the nights of the 28 that have a rate.
    cast(rate_intercepted_28 as integer) as rate_intercepted_28, -- Numerator of the rate: intercepted on the same nights; shot down plus lost where counted separately.
    rates_28 as nights_with_rate_28, -- Nights of the 28 that have a rate.
    case
        when rates_28 >= 14 and is_comparable_28 and rate_launched_28 > 0 then round(cast(rate_intercepted_28 as double) / rate_launched_28, 4)
    end as interception_rate_28, -- Share intercepted over those nights, comparable across all regimes; null if fewer than 14 have a rate or their rates are not comparable.
    coalesce(is_mixed_28, false) as has_several_regimes_28, -- Whether the 28 nights belong to more than one reporting regime.
from windows
order by night_of, weapon_group
