-- Rounds of talks in chronological order, with the days since the previous round.
-- grain: event_id
-- not for: rounds dated to a month or not at all; they are in events.negotiations.
with
rounds as (
    select
        *,
        cast(started_stated as date) as started_on,
    from events.negotiations
    where length(started_stated) = 10
)

select
    event_id, -- Round, as in events.negotiations.
    started_on, -- First day.
    case when length(ended_stated) = 10 then cast(ended_stated as date) end as ended_on, -- Last day; null when not given to the day.
    process, -- Series of talks.
    round_no, -- Number of the round, where stated.
    venue_city, -- City.
    venue_iso3, -- State of the venue.
    format, -- bilateral, trilateral, multilateral, proximity, shuttle or phone.
    parties, -- Parties.
    outcome, -- Outcome, as most publishers say.
    cast(date_diff('day', lag(started_on) over (order by started_on, event_id), started_on) as integer) as days_since_previous, -- Days since the previous round in any series; null for the first.
    case
        when process is not null
            then cast(
                date_diff('day', lag(started_on) over (partition by process order by started_on, event_id), started_on) as integer
            )
    end as days_since_previous_in_process, -- Days since the previous round in this series; null for its first round and for rounds of no named series.
    sources, -- Publishers that report it.
from rounds
order by started_on, event_id
