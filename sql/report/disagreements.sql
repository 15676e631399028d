-- Figures on which sources or sides differ, one row per value, newest first.
-- grain: event_id x figure x claimant x value
-- not for: counting errors; two values may both be right at different times.
select
    family, -- Family of the event.
    event_id, -- Event.
    happened_stated, -- Date at the stated precision.
    figure, -- Figure that is disputed.
    claimant, -- Whose account it is.
    reporting_side, -- ukraine, russia, third_party or media.
    value, -- Value that the claimant gives.
    best_value, -- Value that the ledger gives; null when it gives only a range.
    difference, -- Number less the best value.
    [event_id] as event_ids, -- The event.
from marts.overview_disagreements
order by happened_stated desc nulls last, event_id, figure, claimant, value
