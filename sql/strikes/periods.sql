-- Russian strikes on Ukraine per week and per month, as sums over their dates; a period without any report has a row of nulls.
-- grain: period x starts_on
-- not for: adding up; weeks and months cover the same dates. Use marts.strikes_weekly or marts.strikes_monthly.
-- test: unique(period, starts_on): A period with two rows would be counted twice.
-- test: accepted_values(period: week, month)
with
periods as (
    select *,
    from (values ('week'), ('month')) as t (period)
),

daily as (
    select
        strikes.*,
        periods.period,
        cast(date_trunc(periods.period, strikes.night_of) as date) as starts_on,
    from marts.strikes_daily as strikes
    cross join periods
),

-- Every date from the first to the last, so that a period without a report has a row.
bounds as (
    select
        min(night_of) as first_night_of,
        max(night_of) as last_night_of,
    from daily
    having count(*) > 0
),

dates as (
    select cast(unnest(generate_series(first_night_of, last_night_of, interval 1 day)) as date) as night_of,
    from bounds
),

spine as (
    select distinct
        periods.period,
        cast(date_trunc(periods.period, dates.night_of) as date) as starts_on,
        cast(case periods.period when 'week' then 7 else day(last_day(dates.night_of)) end as integer) as days,
    from dates
    cross join periods
),

-- Periods that a weapon group's sources no longer cover: the dates known of them would look like a fall.
ended as (
    select
        spine.period,
        spine.starts_on,
        ends.part,
    from spine
    inner join marts.overview_ends as ends
        on ends.family = 'strikes'
        and ends.ends_on < spine.starts_on + spine.days - 1
        and coalesce(ends.resumes_on >= spine.starts_on + spine.days, true)
),

-- A rate needs both its parts, on dates whose rates compare; a date on which more is reported intercepted than launched is
-- left out. A date that gives only the interceptions, or only a least number launched, has no upper bound.
sums as (
    select
        period,
        starts_on,
        count(*) as dates_reported,
        sum(drones_launched_low) as drones_low,
        sum(drones_launched_best) as drones_known,
        case
            when count(case when drones_launched_high is null then coalesce(drones_launched_low, drones_launched_best, drones_intercepted_best) end) = 0
                then sum(drones_launched_high)
        end as drones_high,
        count(drones_launched_best) as drones_dates,
        sum(case when drones_launched_best is not null then drones_intercepted_best end) as drones_intercepted,
        case when count(distinct drones_regime) = 1 then max(drones_regime) end as drones_regime,
        count(distinct case
            when drones_intercepted_best <= drones_launched_best and coalesce(drones_rate_comparable, drones_intercepted_means) is not null
                then coalesce(drones_rate_comparable, 'none')
        end) as drones_senses,
        sum(case when drones_interception_rate is not null then drones_launched_best end) as drones_rate_launched,
        sum(case when drones_interception_rate is not null then drones_intercepted_best end) as drones_rate_intercepted,
        sum(case when drones_shot_down_rate is not null then drones_launched_best end) as drones_strict_launched,
        sum(case when drones_shot_down_rate is not null then drones_shot_down_best end) as drones_strict,
        sum(missiles_launched_low) as missiles_low,
        sum(missiles_launched_best) as missiles_known,
        case
            when count(case when missiles_launched_high is null then coalesce(missiles_launched_low, missiles_launched_best, missiles_intercepted_best) end) = 0
                then sum(missiles_launched_high)
        end as missiles_high,
        count(missiles_launched_best) as missiles_dates,
        sum(case when missiles_launched_best is not null then missiles_intercepted_best end) as missiles_intercepted,
        case when count(distinct missiles_regime) = 1 then max(missiles_regime) end as missiles_regime,
        count(distinct case
            when missiles_intercepted_best <= missiles_launched_best and coalesce(missiles_rate_comparable, missiles_intercepted_means) is not null
                then coalesce(missiles_rate_comparable, 'none')
        end) as missiles_senses,
        sum(case when missiles_interception_rate is not null then missiles_launched_best end) as missiles_rate_launched,
        sum(case when missiles_interception_rate is not null then missiles_intercepted_best end) as missiles_rate_intercepted,
    from daily
    group by all
),

drones as (
    select sums.*,
    from sums
    left join ended on sums.period = ended.period and sums.starts_on = ended.starts_on and ended.part = 'drone'
    where ended.part is null
),

missiles as (
    select sums.*,
    from sums
    left join ended on sums.period = ended.period and sums.starts_on = ended.starts_on and ended.part = 'missile'
    where ended.part is null
),

peaks as (
    select
        period,
        starts_on,
        night_of,
        drones_launched_best,
        row_number() over (
            partition by period, starts_on
            order by drones_launched_best desc, night_of
        ) as place,
    from daily
    where drones_launched_best is not null
)

select
    spine.period, -- week or month.
    spine.starts_on, -- First day: the Monday of an ISO 8601 week, or the first of the month. Days of the first and last period can precede or follow the data.
    coalesce(sums.dates_reported, 0) as dates_reported, -- Dates of the period with a report.
    spine.days as dates_in_period, -- Days in the period.
    cast(drones.drones_low as integer) as drones_launched_low, -- Sum of the fewest drones any source reports.
    cast(drones.drones_known as integer) as drones_launched_best, -- Sum of the known drone counts; null when none is known, and where their sources have ended (marts.overview_ends).
    cast(drones.drones_high as integer) as drones_launched_high, -- Sum of the most drones any source reports; null when a date with a figure has no upper bound.
    coalesce(sums.drones_dates, 0) as dates_with_drones_known, -- Dates whose drone count is known.
    cast(drones.drones_intercepted as integer) as drones_intercepted_known, -- Intercepted on dates with a known launch count, by any definition.
    drones.drones_regime, -- Reporting regime; null when the period has more than one.
    cast(case when drones.drones_senses = 1 then drones.drones_rate_launched end as integer) as drones_rate_launched, -- Denominator of the rate: launched on dates with both parts known.
    cast(case when drones.drones_senses = 1 then drones.drones_rate_intercepted end as integer) as drones_rate_intercepted, -- Numerator of the rate: intercepted on the same dates.
    case
        when drones.drones_senses = 1 and drones.drones_rate_launched > 0
            then round(cast(drones.drones_rate_intercepted as double) / drones.drones_rate_launched, 4)
    end as drones_interception_rate, -- Over dates with both parts known and comparable rates: shot down plus lost where counted separately; else null.
    cast(drones.drones_strict_launched as integer) as drones_shot_down_launched, -- Denominator of the strict rate: launched on dates that count those shot down separately.
    cast(drones.drones_strict as integer) as drones_shot_down_known, -- Numerator of the strict rate: shot down by fire on the same dates.
    case
        when drones.drones_strict_launched > 0 then round(cast(drones.drones_strict as double) / drones.drones_strict_launched, 4)
    end as drones_shot_down_rate, -- The strict rate, over those dates only; it falls where more drones are lost to electronic warfare.
    cast(missiles.missiles_low as integer) as missiles_launched_low, -- Sum of the fewest missiles any source reports.
    cast(missiles.missiles_known as integer) as missiles_launched_best, -- Sum of the known missile counts; null when none is known, and where their sources have ended (marts.overview_ends).
    cast(missiles.missiles_high as integer) as missiles_launched_high, -- Sum of the most missiles any source reports; null when a date with a figure has no upper bound.
    coalesce(sums.missiles_dates, 0) as dates_with_missiles_known, -- Dates whose missile count is known.
    cast(missiles.missiles_intercepted as integer) as missiles_intercepted_known, -- Intercepted on dates with a known launch count, by any definition.
    missiles.missiles_regime, -- Reporting regime; null when the period has more than one.
    cast(case when missiles.missiles_senses = 1 then missiles.missiles_rate_launched end as integer) as missiles_rate_launched, -- Denominator of the rate: launched on dates with both parts known.
    cast(case when missiles.missiles_senses = 1 then missiles.missiles_rate_intercepted end as integer) as missiles_rate_intercepted, -- Numerator of the rate: intercepted on the same dates.
    case
        when missiles.missiles_senses = 1 and missiles.missiles_rate_launched > 0
            then round(cast(missiles.missiles_rate_intercepted as double) / missiles.missiles_rate_launched, 4)
    end as missiles_interception_rate, -- Over dates with both parts known and comparable rates; else null.
    peaks.drones_launched_best as drones_launched_peak, -- Highest known drone count of one date.
    peaks.night_of as drones_peak_on, -- Date of the peak; the first in a tie.
from spine
left join sums on spine.period = sums.period and spine.starts_on = sums.starts_on
left join drones on spine.period = drones.period and spine.starts_on = drones.starts_on
left join missiles on spine.period = missiles.period and spine.starts_on = missiles.starts_on
left join peaks on spine.period = peaks.period and spine.starts_on = peaks.starts_on and peaks.place = 1
order by spine.period, spine.starts_on
