-- Values that claims give for the series, number, format, host and outcome of a round, in order of preference; events.negotiations shows place 1.
-- grain: event_id x attribute x place
-- not for: dates and venues; events.negotiations chooses them by separate rules.
-- test: unique(event_id, attribute, place): Two first values would show a round twice.
with
given as (
    select
        links.event_id,
        known.reported_by,
        names.attribute,
        case names.attribute
            when 'process' then known.process
            when 'round_no' then cast(known.round_no as varchar)
            when 'format' then known.format
            when 'host_iso3' then known.host_iso3
            when 'outcome' then nullif(known.outcome, 'unknown')
        end as value,
    from links.negotiations as links
    inner join known.negotiations as known on links.claim_id = known.claim_id
    cross join (values ('process'), ('round_no'), ('format'), ('host_iso3'), ('outcome')) as names (attribute)
    where links.role <> 'unlinked'
),

counted as (
    select
        event_id,
        attribute,
        value,
        count(distinct reported_by) as publishers,
    from given
    where value is not null
    group by all
)

-- The value that most publishers give; ties go to the lowest number or the first in the alphabet, so that reruns agree.
select
    event_id, -- Round, as in links.negotiations.
    attribute, -- process, round_no, format, host_iso3 or outcome.
    cast(
        row_number() over (
            partition by event_id, attribute
            order by publishers desc, case when attribute = 'round_no' then cast(value as integer) end, value
        ) as integer
    ) as place, -- 1 is the preferred value.
    value, -- Value, as claims give it.
    publishers, -- Publishers that give it.
from counted
order by event_id, attribute, place
