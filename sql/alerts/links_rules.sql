-- Event of each air-raid alert: alerts that begin on one day in one region of Ukraine are one event. An alert is a claim and not
-- an event, because an alert of a region, those of its districts, and the same alert in a second list all report one warning.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.alerts.
-- test: unique(claim_id), critical: A claim with two rules would be counted under two events.
select
    claim_id, -- Claim, as in claims.alerts.
    concat('alert-', started_stated, '-', region_pcode) as event_id, -- alert-<day in Kyiv>-<P-code of the region>.
    'alerts that begin on one day in one region are one event' as reason, -- Rule that applied, in words.
from known.alerts
order by claim_id
