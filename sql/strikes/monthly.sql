-- Russian strikes on Ukraine per month, as sums over its dates; a month without any report has a row of nulls.
-- Figures of drones or missiles are null in a period that their sources no longer cover to its end (marts.overview_ends).
-- grain: month
-- not for: comparing strict rates across regimes; a month with unreported dates covers only part of it, see dates_reported.
select
    starts_on as month, -- First day of the month.
    dates_reported, -- Dates of the month with a report.
    dates_in_period as dates_in_month, -- Days in the month.
    drones_launched_low, -- Sum of the fewest drones any source reports.
    drones_launched_best, -- Sum of the known drone counts; null when none is known.
    drones_launched_high, -- Sum of the most drones any source reports; null when a date with a figure has no upper bound.
    dates_with_drones_known, -- Dates whose drone count is known.
    drones_intercepted_known, -- Intercepted on dates with a known launch count, by any definition.
    drones_regime, -- Reporting regime; null when the month has more than one.
    drones_rate_launched, -- Denominator of the rate: launched on dates with both parts known.
    drones_rate_intercepted, -- Numerator of the rate: intercepted on the same dates.
    drones_interception_rate, -- Over dates with both parts known and comparable rates: shot down plus lost where counted separately; else null.
    drones_shot_down_launched, -- Denominator of the strict rate: launched on dates that count those shot down separately.
    drones_shot_down_known, -- Numerator of the strict rate: shot down by fire on the same dates.
    drones_shot_down_rate, -- The strict rate, over those dates only; it falls where more drones are lost to electronic warfare.
    missiles_launched_low, -- Sum of the fewest missiles any source reports.
    missiles_launched_best, -- Sum of the known missile counts; null when none is known.
    missiles_launched_high, -- Sum of the most missiles any source reports; null when a date with a figure has no upper bound.
    dates_with_missiles_known, -- Dates whose missile count is known.
    missiles_intercepted_known, -- Intercepted on dates with a known launch count, by any definition.
    missiles_regime, -- Reporting regime; null when the month has more than one.
    missiles_rate_launched, -- Denominator of the rate: launched on dates with both parts known.
    missiles_rate_intercepted, -- Numerator of the rate: intercepted on the same dates.
    missiles_interception_rate, -- Over dates with both parts known and comparable rates; else null.
    drones_launched_peak, -- Highest known drone count of one date.
    drones_peak_on, -- Date of the peak; the first in a tie.
from marts.strikes_periods
where period = 'month'
order by month
