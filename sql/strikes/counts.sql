-- Known launch counts of Russian strikes on Ukraine, per night and per date: two series that are never compared with each other.
-- A night is the window of about 18:00 to 08:00; a date adds up every window that ends on it, by night and by day.
-- grain: span x night_of x weapon_group
-- not for: adding up; a date contains its night. A date with a night alone may lack a day that no source counted.
-- test: unique(span, night_of, weapon_group): A count with two rows could break its own record.
-- test: accepted_values(span: night, date)
with
of_dates as (
    select
        'date' as span,
        night_of,
        weapon_group,
        launched_low,
        launched_best,
        launched_high,
        launched_at_night,
        launched_by_day,
        intercepted_best,
        intercepted_means,
        regime,
        has_disagreement,
    from marts.strikes_daily_by_group
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR'
),

of_nights as (
    select
        'night' as span,
        night_of,
        weapon_group,
        launched_low,
        launched_best,
        launched_high,
        launched_best as launched_at_night,
        cast(null as integer) as launched_by_day,
        intercepted_best,
        intercepted_means,
        regime,
        array_length(disputed_figures) > 0 as has_disagreement,
    from events.strikes
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and period = 'night' and sources > 0
),

counts as (
    select *,
    from of_dates
    union all
    select *,
    from of_nights
)

select
    span, -- night: the night that ends on the date; date: every window that ends on it.
    night_of, -- Date on which the windows end in Kyiv.
    weapon_group, -- drone or missile.
    launched_low, -- Fewest any source reports.
    launched_best, -- Launched in the span; only known counts are listed.
    launched_high, -- Most any source reports; null where a part has no upper bound.
    launched_at_night, -- Of them, in the night that ends on the date; null where no report counts the night separately.
    launched_by_day, -- Of them, in the day after that night; null in a night, and where no report counts the day separately.
    intercepted_best, -- Intercepted, as defined by intercepted_means.
    intercepted_means, -- shot_down_or_suppressed or shot_down; null when the windows of a date differ.
    regime, -- Reporting regime; see vocabulary.reporting_regimes.
    has_disagreement, -- Whether sources differ on a figure.
from counts
where weapon_group in ('drone', 'missile') and launched_best is not null
order by span, night_of, weapon_group
