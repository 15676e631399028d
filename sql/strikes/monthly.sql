-- Russian strikes on Ukraine per month.
-- grain: month
-- not for: comparing rates across regimes; a month with unreported dates holds less than happened, see dates_reported.
with
daily as (
    select
        *,
        cast(date_trunc('month', night_of) as date) as month,
    from marts.strikes_daily
)

select
    month, -- First day of the month.
    count(*) as dates_reported, -- Dates of the month with a report.
    cast(date_diff('day', month, last_day(month)) + 1 as integer) as dates_in_month, -- Days the month has.
    cast(sum(drones_launched_best) as integer) as drones_launched_known, -- Sum of the known drone counts; null when none is known.
    count(drones_launched_best) as dates_with_drones_known, -- Dates whose drone count is known.
    cast(sum(case when drones_launched_best is not null then drones_intercepted_best end) as integer) as drones_intercepted_known, -- Intercepted on dates whose launches are known too.
    case when count(distinct drones_regime) = 1 then max(drones_regime) end as drones_regime, -- Reporting regime; null when the month has more than one.
    case
        when count(distinct drones_regime) = 1 and count(drones_interception_rate) > 0
            then round(
                cast(sum(case when drones_interception_rate is not null then drones_intercepted_best end) as double)
                / sum(case when drones_interception_rate is not null then drones_launched_best end), 4
            )
    end as drones_interception_rate, -- Over dates with both parts known, within one regime; else null.
    cast(sum(missiles_launched_best) as integer) as missiles_launched_known, -- Sum of the known missile counts; null when none is known.
    count(missiles_launched_best) as dates_with_missiles_known, -- Dates whose missile count is known.
    cast(sum(case when missiles_launched_best is not null then missiles_intercepted_best end) as integer) as missiles_intercepted_known, -- Intercepted on dates whose launches are known too.
    case when count(distinct missiles_regime) = 1 then max(missiles_regime) end as missiles_regime, -- Reporting regime; null when the month has more than one.
    max(drones_launched_best) as drones_launched_peak, -- Highest known count of one date.
    max_by(night_of, drones_launched_best) as drones_peak_on, -- That date; the first of several in a tie.
from daily
group by month
order by month
