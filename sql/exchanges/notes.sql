-- Exchanges for which a report contradicts itself, with the contradiction in words.
-- grain: event_id
-- not for: judging sources; reports count soldiers and civilians together or separately.
-- test: unique(event_id): Two notes would double the rows of the event in marts.overview_provenance.
-- test: not_null(note)
select
    event_id, -- Exchange, as in events.exchanges.
    component_mismatch_in_words as note, -- Reports whose parts do not add up to the total they state.
from events.exchanges
where has_component_mismatch
order by event_id
