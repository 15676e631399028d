-- How unusual each night and each date of Russian strikes on Ukraine is, compared with those of the 90 days before, per weapon group.
-- Nights are compared with nights and dates with dates (span): a date also counts the day.
-- robust_z = 0.6745 x (launched - median) / MAD, where median and MAD (the median of the distances from that median)
-- cover the known counts of the 90 preceding days, without the one itself. Unlike mean and standard deviation, they are
-- insensitive to the anomalies themselves. The factor 0.6745 scales the score to standard deviations of normal counts.
-- A date with 3.5 or more is an anomaly (Iglewicz and Hoaglin 1993). Null with fewer than 30 known nights, or a MAD of 0.
-- grain: span x night_of x weapon_group
-- not for: comparing sizes (an anomaly of 2022 is a quiet night of 2026) or all nights with missiles, which are mostly counted only on nights with missiles.
with
nights as (
    select *,
    from marts.strikes_counts
),

trailing_nights as (
    select
        nights.span,
        nights.night_of,
        nights.weapon_group,
        earlier.launched_best as earlier_launched,
    from nights
    inner join nights as earlier
        on nights.span = earlier.span
        and nights.weapon_group = earlier.weapon_group
        and earlier.night_of between nights.night_of - 90 and nights.night_of - 1
),

medians as (
    select
        span,
        night_of,
        weapon_group,
        median(earlier_launched) as median_90,
        count(*) as nights_known_90,
    from trailing_nights
    group by all
),

deviations as (
    select
        trailing_nights.span,
        trailing_nights.night_of,
        trailing_nights.weapon_group,
        median(abs(trailing_nights.earlier_launched - medians.median_90)) as mad_90,
    from trailing_nights
    inner join medians
        on trailing_nights.span = medians.span
        and trailing_nights.night_of = medians.night_of
        and trailing_nights.weapon_group = medians.weapon_group
    group by all
),

scored as (
    select
        nights.*,
        coalesce(medians.nights_known_90, 0) as nights_known_90,
        medians.median_90,
        deviations.mad_90,
        case
            when medians.nights_known_90 >= 30 and deviations.mad_90 > 0
                then round(0.6745 * (nights.launched_best - medians.median_90) / deviations.mad_90, 2)
        end as robust_z,
    from nights
    left join medians
        on nights.span = medians.span
        and nights.night_of = medians.night_of
        and nights.weapon_group = medians.weapon_group
    left join deviations
        on nights.span = deviations.span
        and nights.night_of = deviations.night_of
        and nights.weapon_group = deviations.weapon_group
)

select
    span, -- night: the night that ends on the date; date: every window that ends on it, by night and by day.
    night_of, -- Date on which the windows end in Kyiv; only those with a known count.
    weapon_group, -- drone or missile.
    launched_best, -- Launched in the span.
    launched_at_night, -- Of them, in the night that ends on the date; null where no report counts the night separately.
    launched_by_day, -- Of them, in the day after that night; null in a night, and where no report counts the day separately.
    nights_known_90, -- Nights, or dates, of the 90 preceding days with a known count.
    median_90, -- Median of their counts; null when there are none.
    mad_90, -- Median distance of their counts from that median.
    robust_z, -- Robust z-score, see above; null with fewer than 30 known nights or a MAD of 0.
    robust_z >= 3.5 as is_anomaly, -- Whether robust_z is 3.5 or more; null where there is no score.
    regime, -- Reporting regime; where launch counts are withheld, the score uses the published ones.
    has_disagreement, -- Whether sources differ on a figure of the span.
from scored
order by span, night_of, weapon_group
