-- How many objects an incident had: the fewest, the preferred and the most that claims count.
-- Denials, counts that later ones replace, counts of one of several places and counts of other objects are ignored.
-- grain: event_id
-- not for: adding up; an incident without a row has no stated count, which does not mean zero.
-- test: unique(event_id): An incident with two counts would be counted twice.
with
figures as (
    select
        links.event_id,
        known.reported_by,
        source_types.source_rank,
        known.object_count,
        coalesce(known.object_count_low, known.object_count) as low,
        coalesce(known.object_count_high, known.object_count) as high,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
    left join events.airspace_values as objects
        on links.event_id = objects.event_id and objects.attribute = 'object_type' and objects.place = 1
    where
        links.role in ('primary', 'supporting')
        and coalesce(replace(known.object_type, 'recon_', '') = replace(objects.value, 'recon_', ''), true)
),

counts as (
    select
        event_id,
        object_count,
        row_number() over (
            partition by event_id
            order by min(source_rank), count(distinct reported_by) desc, object_count desc
        ) as place,
    from figures
    where object_count is not null
    group by event_id, object_count
),

-- "At least 8" bounds the low and "up to 21" the high; where the two cross, the range covers both.
ranges as (
    select
        event_id,
        case when count(low) > 0 then least(min(low), min(high)) end as low,
        case when count(high) > 0 then greatest(max(high), max(low)) end as high,
        coalesce(max(low) > min(high), false) as is_disputed,
    from figures
    group by all
)

select
    ranges.event_id, -- Incident, as in links.airspace.
    ranges.low, -- Fewest objects; null when no claim gives a lower bound.
    counts.object_count as best, -- Objects: the count of the highest-ranked source type, then the one that most publishers give; ties go to the higher; null when none counts exactly.
    ranges.high, -- Most objects; null when no claim gives an upper bound.
    ranges.is_disputed, -- Whether the claims cannot all be right; a bound that fits every count is not a dispute.
from ranges
left join counts on ranges.event_id = counts.event_id and counts.place = 1
order by ranges.event_id
