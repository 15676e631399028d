-- Nights with air-raid alerts beside the strikes reported for them, newest first.
-- grain: night_of
-- not for: proof of a strike; alerts also follow take-offs and false alarms.
select
    night_of, -- Date on which the night ends in Kyiv.
    regions_under_alert, -- Regions with an alert in the night (18:00 to 08:00), by either list.
    round(region_minutes / 60, 1) as region_hours, -- Hours under alert, added up over regions.
    round(longest_minutes / 60, 1) as longest_hours, -- Hours of the region with the longest time under alert.
    is_strike_reported, -- Whether a report covers strikes on Ukraine on the date.
    drones_launched_best as drones_best, -- Drones launched, best value; null when not stated.
    missiles_launched_best as missiles_best, -- Missiles launched, best value; null when not stated.
    reading, -- both, alerts_without_report, report_without_alerts or neither.
from marts.alerts_nights
order by night_of desc
