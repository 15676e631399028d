-- Intervals in which an agreement or channel is in force, with the days on which that is certain or possible.
-- On a day d it is surely in force when surely_from <= d and (surely_until is null or d < surely_until),
-- possibly when possibly_from <= d and (possibly_until is null or d <= possibly_until).
-- grain: event_id x valid_from_stated
-- not for: judging compliance. If no source reports the end of a truce or deal, it counts as surely in force only up to
-- its last reported start or extension, and as possibly
-- in force for the horizon of its kind after that (vocabulary.agreement_kinds).
with
intervals as (
    select *,
    from events.agreements
    where status = 'in_force'
),

-- A year or a month can mean any of its days.
bounded as (
    select
        intervals.*,
        kinds.horizon_days,
        cast(valid_from_stated || substr('-01-01', length(valid_from_stated) - 3) as date) as from_earliest,
        cast(valid_to_stated || substr('-01-01', length(valid_to_stated) - 3) as date) as to_earliest,
        length(valid_from_stated) as from_length,
        length(valid_to_stated) as to_length,
        -- Treaties, channels and frameworks stay in force until a party ends them.
        valid_to_stated is null and kinds.horizon_days is not null as may_have_lapsed,
    from intervals
    left join vocabulary.agreement_kinds as kinds on intervals.kind = kinds.kind
),

sure as (
    select
        *,
        case from_length
            when 4 then cast(valid_from_stated || '-12-31' as date)
            when 7 then last_day(from_earliest)
            else from_earliest
        end as surely_from,
    from bounded
),

suspensions as (
    select
        intervals.event_id,
        intervals.valid_from_stated,
        min(suspended.valid_from_stated) as suspended_from_stated,
    from intervals
    inner join events.agreements as suspended
        on intervals.event_id = suspended.event_id
        and suspended.status = 'suspended'
        and suspended.valid_from_stated >= intervals.valid_from_stated
        and (intervals.valid_to_stated is null or suspended.valid_from_stated < intervals.valid_to_stated)
    group by all
)

select
    sure.event_id, -- Agreement, as in events.agreements.
    sure.name, -- Name of the agreement or channel.
    sure.kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    sure.parties, -- Parties, ISO alpha-3, UN or SUN.
    sure.valid_from_stated, -- Start date, ISO 8601 at the stated precision.
    sure.valid_to_stated, -- End date, ISO 8601 at the stated precision; null where no end is reported.
    sure.valid_to_stated is not null as is_end_reported, -- False where no end has been reported; a truce or a deal may have ended all the same.
    sure.from_earliest as possibly_from, -- First day on which it can be in force.
    sure.surely_from, -- First day on which it is in force under any reading of valid_from_stated.
    case
        when sure.may_have_lapsed and sure.from_length < 10 then sure.surely_from
        when sure.may_have_lapsed then cast(greatest(sure.surely_from, sure.last_reported_on) + interval 1 day as date)
        else sure.to_earliest
    end as surely_until, -- First day on which it may have ended; null where it does not lapse and no end is reported.
    case
        when sure.may_have_lapsed then greatest(sure.surely_from, sure.last_reported_on) + sure.horizon_days
        when sure.to_length = 4 then cast(sure.valid_to_stated || '-12-31' as date)
        when sure.to_length = 7 then last_day(sure.to_earliest)
        else sure.to_earliest
    end as possibly_until, -- Last day on which it may still be in force: its reported end, or the horizon of its kind after the last report; null where it does not lapse.
    suspensions.suspended_from_stated, -- When a party first suspended it within this interval; null when none did. It stays in force for the others.
    sure.claims, -- Claims of the change that began it.
from sure
left join suspensions
    on sure.event_id = suspensions.event_id
    and sure.valid_from_stated = suspensions.valid_from_stated
order by sure.event_id, sure.valid_from_stated
