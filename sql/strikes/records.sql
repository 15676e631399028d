-- Records of Russian strikes on Ukraine: more launched than ever before, per weapon group; nights and dates set records of their own.
-- A tie is not a record. Nights and dates without a known count are left out.
-- grain: span x weapon_group x record_no
-- not for: comparing nights with dates, which count the day too; calling a date the heaviest while launch counts are withheld or sources disagree; see regime and has_disagreement.
with
counts as (
    select
        *,
        max(launched_best) over (
            partition by span, weapon_group
            order by night_of
            rows between unbounded preceding and 1 preceding
        ) as highest_before,
    from marts.strikes_counts
    where launched_best > 0
),

records as (
    select *,
    from counts
    where highest_before is null or launched_best > highest_before
)

select
    span, -- night: records of nights; date: records of all windows that end on a date, by night and by day.
    weapon_group, -- drone or missile.
    cast(row_number() over earlier as integer) as record_no, -- From 1; the first night or date with a known count counts as the first record.
    night_of, -- Date on which the windows end in Kyiv.
    launched_low, -- Fewest any source reports.
    launched_best, -- Launched in the span.
    launched_at_night, -- Of them, in the night that ends on the date; null where no report counts the night separately.
    launched_by_day, -- Of them, in the day after that night; null in a night, and where no report counts the day separately.
    launched_high, -- Most any source reports.
    intercepted_best, -- Intercepted, as defined by intercepted_means.
    intercepted_means, -- shot_down_or_suppressed or shot_down.
    highest_before as previous_record, -- Previous record of the same span; null for the first.
    lag(night_of) over earlier as previous_record_on, -- Date on which the previous record ended; null for the first.
    cast(date_diff('day', lag(night_of) over earlier, night_of) as integer) as days_since_previous, -- Days since the previous record; null for the first.
    regime, -- Reporting regime; see vocabulary.reporting_regimes.
    has_disagreement, -- Whether sources differ on a figure of the span.
from records
window earlier as (partition by span, weapon_group order by night_of)
order by span, weapon_group, record_no
