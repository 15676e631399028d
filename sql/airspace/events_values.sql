-- Values that claims give for an incident's kind, object, state, place and date, in order of preference; events.airspace shows place 1.
-- grain: event_id x attribute x place
-- not for: counts of objects; see events.airspace_counts.
-- test: unique(event_id, attribute, place): Two first values would show an incident twice.
with
claims as (
    select
        links.event_id,
        links.role,
        known.reported_by,
        known.kind,
        known.object_type,
        known.violated_state_iso3,
        known.location_name,
        known.occurred_stated,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

given as (
    select
        claims.event_id,
        claims.reported_by,
        names.attribute,
        case names.attribute
            when 'kind' then claims.kind
            when 'object_type' then claims.object_type
            when 'violated_state_iso3' then claims.violated_state_iso3
            when 'location_name' then claims.location_name
            when 'occurred_stated' then claims.occurred_stated
        end as value,
        -- A place of the incident as a whole ranks before one of several places, an exact date before a month.
        case
            when names.attribute = 'location_name' and claims.role = 'regional' then 2
            when names.attribute = 'occurred_stated' then 11 - length(claims.occurred_stated)
            else 1
        end as preference,
    from claims
    cross join (
        values ('kind'), ('object_type'), ('violated_state_iso3'), ('location_name'), ('occurred_stated')
    ) as names (attribute)
),

counted as (
    select
        event_id,
        attribute,
        value,
        preference,
        count(distinct reported_by) as publishers,
    from given
    where value is not null
    group by all
)

-- Among equally preferred values, the one that most publishers give; ties are broken alphabetically, so that reruns agree.
select
    event_id, -- Incident, as in links.airspace.
    attribute, -- kind, object_type, violated_state_iso3, location_name or occurred_stated.
    cast(row_number() over (partition by event_id, attribute order by preference, publishers desc, value) as integer) as place, -- 1 is the preferred value.
    value, -- Value, as claims give it.
    publishers, -- Publishers that give it.
from counted
order by event_id, attribute, place
