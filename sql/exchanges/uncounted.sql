-- Exchanges that no running total includes: without a date to the day, or without a number of people for a side.
-- grain: event_id
-- not for: counting people; these exchanges happened, but running totals cannot include them.
-- test: unique(event_id): An exchange that is listed twice would be missed twice.
select
    event_id, -- Exchange, as in events.exchanges.
    exchanged_stated, -- Date as most publishers give it, ISO 8601 at the stated precision; null when none dates it.
    coalesce(length(exchanged_stated) < 10, true) as is_undated, -- Whether no source dates it to the day; no running total includes it.
    to_ukraine_best is null and remains_to_ukraine_best is null as is_uncounted_to_ukraine, -- Whether no source counts whom Ukraine received; the running totals of Ukraine lack it.
    to_russia_best is null and remains_to_russia_best is null as is_uncounted_to_russia, -- The same for Russia. It can mean that no one was returned to Russia.
    to_ukraine_best, -- Living people Ukraine received; null when no claimant counts them.
    to_russia_best, -- Living people Russia received; null when no claimant counts them.
    stated_totals, -- All totals of both sides that claimants state.
    claims, -- Claims linked to it.
    sources, -- Publishers that report it.
from events.exchanges
where
    not is_aggregate
    and (
        coalesce(length(exchanged_stated) < 10, true)
        or (to_ukraine_best is null and remains_to_ukraine_best is null)
        or (to_russia_best is null and remains_to_russia_best is null)
    )
order by exchanged_stated, event_id
