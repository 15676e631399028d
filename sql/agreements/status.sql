-- Which agreement or channel had which status, from when until when.
-- grain: event_id x status x valid_from_stated
-- not for: counting agreements; each has as many rows as it had statuses.
select
    event_id, -- Agreement, as in events.agreements.
    name, -- Name of the agreement or channel.
    kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    parties, -- Parties, ISO alpha-3, UN or SUN.
    status, -- proposed, signed, in_force, suspended, withdrawn, expired or rejected.
    valid_from_stated, -- Start date, ISO 8601 at the stated precision.
    valid_to_stated, -- End date; null while it lasts.
    valid_to_stated is null as is_current, -- Whether it is the latest status known.
    claims, -- Claims of the change that began it.
from events.agreements
order by event_id, valid_from_stated, status
