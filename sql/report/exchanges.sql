-- Exchanges of people between Russia and Ukraine that are dated to the day, newest first.
-- grain: event_id
-- not for: totals of all people returned; sides that no source counts are null, and undated exchanges are left out.
select
    balance.event_id, -- Exchange.
    balance.exchanged_on, -- Date.
    balance.to_ukraine_low, -- Fewest people returned to Ukraine that a source reports.
    balance.to_ukraine_best, -- People returned to Ukraine, best value; null when not stated.
    balance.to_ukraine_high, -- Most people returned to Ukraine that a source reports.
    balance.to_russia_low, -- Fewest people returned to Russia.
    balance.to_russia_best, -- People returned to Russia, best value.
    balance.to_russia_high, -- Most people returned to Russia.
    balance.to_ukraine_so_far, -- Sum to Ukraine so far, counted sides only.
    balance.to_russia_so_far, -- Sum to Russia so far, counted sides only.
    events.stated_totals, -- Totals of both sides that sources state.
    len(events.disputed_figures) > 0 as is_disputed, -- Whether sources differ.
    events.component_mismatch_in_words, -- A stated total that is not the sum of its stated parts.
    balance.sources, -- Independent sources.
    [balance.event_id] as event_ids, -- The exchange.
from marts.exchanges_balance as balance
inner join events.exchanges as events on balance.event_id = events.event_id
order by balance.exchanged_on desc, balance.event_id
