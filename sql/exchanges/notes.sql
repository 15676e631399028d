-- Exchanges of which one report contradicts itself, with the contradiction in words.
-- grain: event_id
-- not for: judging sources; reports count soldiers and civilians together or apart.
-- test: unique(event_id): Two notes would double the rows of the event where it is explained.
-- test: not_null(note)
select
    event_id, -- Exchange, as in events.exchanges.
    component_mismatch_in_words as note, -- Which report states a total that its parts do not add up to.
from events.exchanges
where component_mismatch
order by event_id
