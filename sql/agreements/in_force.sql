-- Stretches of time in which an agreement or channel is in force, with the days on which that is sure and possible.
-- On a day d it is surely in force when surely_from <= d and (surely_until is null or d < surely_until),
-- possibly when possibly_from <= d and (possibly_until is null or d <= possibly_until).
-- grain: event_id x valid_from
-- not for: whether it was kept. Where nobody reports an end valid_to is null: a truce that lapsed in silence stays open here.
with
stretches as (
    select *,
    from events.agreements
    where status = 'in_force'
),

-- A year or a month can mean any of its days.
bounded as (
    select
        *,
        cast(valid_from || substr('-01-01', length(valid_from) - 3) as date) as from_earliest,
        cast(valid_to || substr('-01-01', length(valid_to) - 3) as date) as to_earliest,
        length(valid_from) as from_length,
        length(valid_to) as to_length,
    from stretches
),

suspensions as (
    select
        stretches.event_id,
        stretches.valid_from,
        min(suspended.valid_from) as suspended_from,
    from stretches
    inner join events.agreements as suspended
        on stretches.event_id = suspended.event_id
        and suspended.status = 'suspended'
        and suspended.valid_from >= stretches.valid_from
        and (stretches.valid_to is null or suspended.valid_from < stretches.valid_to)
    group by all
)

select
    bounded.event_id, -- Agreement, as in events.agreements.
    bounded.name, -- Name of the agreement or channel.
    bounded.kind, -- treaty, ceasefire, communication_channel, exchange_deal, grain, energy_truce or framework.
    bounded.parties, -- Parties, ISO alpha-3, UN or SUN.
    bounded.valid_from, -- From when, ISO 8601 reduced to what is stated.
    bounded.valid_to, -- Until when, reduced ISO 8601; null where no end is reported.
    bounded.from_earliest as possibly_from, -- First day on which it can be in force.
    case bounded.from_length
        when 4 then cast(bounded.valid_from || '-12-31' as date)
        when 7 then last_day(bounded.from_earliest)
        else bounded.from_earliest
    end as surely_from, -- First day on which it is in force however valid_from is read.
    bounded.to_earliest as surely_until, -- First day on which it may have ended; null where no end is reported.
    case bounded.to_length
        when 4 then cast(bounded.valid_to || '-12-31' as date)
        when 7 then last_day(bounded.to_earliest)
        else bounded.to_earliest
    end as possibly_until, -- Last day on which it may still be in force; null where no end is reported.
    suspensions.suspended_from, -- When a party first suspended it within this stretch; null when none did. It stays in force for the others.
    bounded.claims, -- Claims of the change that began it.
from bounded
left join suspensions
    on bounded.event_id = suspensions.event_id
    and bounded.valid_from = suspensions.valid_from
order by bounded.event_id, bounded.valid_from
