-- Meetings of claims that match no label: one row per days, venue and parties, with the meetings that reach it.
-- grain: candidate
-- not for: counting rounds; meetings that agree in days, venue and parties are one round, see links.negotiations_groups.
-- test: unique(candidate): A meeting listed twice would be two rounds.
with
claims as (
    select
        matches.claim_id,
        matches.venue,
        known.venue_iso3,
        coalesce(known.parties, []) as parties,
        matches.first_on,
        matches.last_on,
        matches.is_phone,
    from links.negotiations_matches as matches
    inner join known.negotiations as known on matches.claim_id = known.claim_id
    where matches.event_ref is null and matches.has_day
),

-- Meetings with a venue come first, then earlier before later and longer before shorter ones.
meetings as (
    select
        *,
        row_number() over (
            order by
                case when venue is not null then 1 when venue_iso3 is not null then 2 else 3 end,
                first_on, last_on desc, array_length(parties) desc, venue, venue_iso3, parties, is_phone
        ) as meeting,
    from (
        select
            venue,
            venue_iso3,
            parties,
            first_on,
            last_on,
            is_phone,
            list_sort(list(claim_id)) as claim_ids,
        from claims
        group by all
    ) as each_meeting
),

tolerance as (
    select days,
    from links.negotiations_reach
),

reaches as (
    select
        around.meeting,
        list_sort(list(distinct cast(centre.meeting as integer))) as reached_by,
    from meetings as centre
    inner join meetings as around
        on centre.meeting <= around.meeting
        and centre.is_phone = around.is_phone
    left join tolerance on true
    where
        centre.meeting = around.meeting
        or (
            (list_has_all(centre.parties, around.parties) or list_has_all(around.parties, centre.parties))
            and coalesce(centre.venue_iso3 = around.venue_iso3, true)
            and case
                when centre.venue = around.venue
                    then around.first_on <= centre.last_on + tolerance.days and around.last_on >= centre.first_on - tolerance.days
                when centre.venue <> around.venue then false
                else list_sort(centre.parties) = list_sort(around.parties) and around.first_on <= centre.last_on and around.last_on >= centre.first_on
            end
        )
    group by around.meeting
)

select
    cast(meetings.meeting as integer) as candidate, -- Number of the meeting: those with a venue first, then by date and content.
    meetings.venue, -- Venue as a part of an id; null when no city is named.
    meetings.venue_iso3, -- State of the venue; null when not stated.
    meetings.parties, -- Parties; empty when none is named.
    meetings.first_on, -- First day.
    meetings.last_on, -- Last day.
    meetings.is_phone, -- Whether it was by phone.
    meetings.claim_ids, -- Claims of the meeting, as in claims.negotiations.
    reaches.reached_by, -- Meetings with the same or a lower number that reach this one, itself included.
    concat_ws(
        '-', 'talks', cast(meetings.first_on as varchar),
        coalesce(meetings.venue, lower(meetings.venue_iso3), case when meetings.is_phone then 'phone' else 'unknown-venue' end)
    ) as label, -- Id of the round if the meeting is its centre.
    lower(array_to_string(meetings.parties, '-')) as distinction, -- Suffix of the id where several centres share one label: the parties.
from meetings
inner join reaches on meetings.meeting = reaches.meeting
order by candidate
