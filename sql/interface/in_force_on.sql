-- Agreements and channels that may be in force on a day, and whether that is certain.
-- families: agreements
-- grain: event_id x valid_from_stated
-- not for: judging compliance. Agreements signed but never reported in force are left out; see marts.agreements_status.
-- example: from in_force_on('2024-03-01')
create macro in_force_on(asked_day) as table
select
    name, -- Name of the agreement or channel.
    kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    parties, -- Parties, ISO alpha-3, UN or SUN.
    surely_from <= cast(asked_day as date)
    and (surely_until is null or cast(asked_day as date) < surely_until) as is_sure, -- False where the stated dates are imprecise, or where no source reports the end of a truce or deal.
    coalesce(suspended_from_stated <= strftime(cast(asked_day as date), '%Y-%m-%d'), false) as is_suspended_by_a_party, -- Whether a party had suspended it by then; it stays in force for the others.
    valid_from_stated, -- Start date, ISO 8601 at the stated precision.
    valid_to_stated, -- End date, ISO 8601 at the stated precision; null where no end is reported.
    event_id, -- Agreement, as in events.agreements; give it to explain(...).
from marts.agreements_in_force
where
    possibly_from <= cast(asked_day as date)
    and (possibly_until is null or cast(asked_day as date) <= possibly_until)
order by is_sure desc, name, valid_from_stated
