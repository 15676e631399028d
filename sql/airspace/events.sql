-- Airspace incidents: violations, dangerous encounters and sightings, one row each.
-- grain: event_id
-- not for: charging a state with what is only suspected; read attribution. A sighting is no violation.
with
claims as (
    select
        links.event_id,
        links.role,
        known.*,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
),

-- The value that most tellers give; in a tie the first by alphabet, so that reruns agree.
kinds as (
    select
        event_id,
        kind,
        row_number() over (partition by event_id order by count(*) desc, kind) as place,
    from claims
    group by event_id, kind
),

objects as (
    select
        event_id,
        object_type,
        row_number() over (partition by event_id order by count(*) desc, object_type) as place,
    from claims
    where object_type is not null
    group by event_id, object_type
),

states as (
    select
        event_id,
        violated_state_iso3,
        row_number() over (partition by event_id order by count(*) desc, violated_state_iso3) as place,
    from claims
    where violated_state_iso3 is not null
    group by event_id, violated_state_iso3
),

counts as (
    select
        event_id,
        object_count,
        row_number() over (partition by event_id order by count(*) desc, object_count desc) as place,
    from claims
    where object_count is not null
    group by event_id, object_count
),

attributions as (
    select
        event_id,
        violator_iso3,
        attribution,
        row_number() over (
            partition by event_id
            order by
                case attribution when 'confirmed' then 1 when 'attributed' then 2 when 'suspected' then 3 else 4 end,
                violator_iso3
        ) as place,
    from claims
    where violator_iso3 is not null and attribution <> 'denied'
),

points as (
    select
        event_id,
        latitude,
        longitude,
        where_precision,
        row_number() over (
            partition by event_id
            order by case where_precision when 'exact' then 1 when 'near' then 2 when 'region' then 3 else 4 end, claim_id
        ) as place,
    from claims
    where latitude is not null and longitude is not null
),

told as (
    select
        event_id,
        min(occurred_on) as first_on,
        max(occurred_on) as last_on,
        max(time_precision) as time_precision,
        min(entry_at) as entry_at,
        max(exit_at) as exit_at,
        min(coalesce(object_count_low, object_count)) as object_count_low,
        max(coalesce(object_count_high, object_count)) as object_count_high,
        count(distinct object_count) as object_counts,
        count(distinct kind) as kinds,
        bool_or(attribution = 'denied') as is_denied,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when standing = 'official' then reported_by end) as official_sources,
        min(location_name) as location_name,
    from claims
    group by all
),

responses as (
    select
        event_id,
        list_sort(list(distinct response)) as responses,
    from (
        select
            event_id,
            unnest(responses) as response,
        from claims
    ) as each_response
    group by all
)

select
    told.event_id, -- Readable id, airspace-<label of the incident>.
    kinds.kind, -- violation, dangerous_encounter or sighting: what most tellers call it.
    told.first_on, -- First date told, reduced ISO 8601; tellers may differ by a day.
    told.last_on, -- Last date told, reduced ISO 8601.
    told.time_precision, -- Coarsest precision among the claims: 1 minute, 2 night or day, 3 date, 5 month, 6 year.
    told.entry_at, -- Earliest entry told to the minute.
    told.exit_at, -- Latest exit told to the minute.
    states.violated_state_iso3, -- State whose airspace it is; null over international waters.
    told.location_name, -- A place name given.
    points.latitude, -- Degrees north of the most exact point given; null when none is.
    points.longitude, -- Degrees east of the most exact point given; null when none is.
    points.where_precision, -- How exact that point is.
    attributions.violator_iso3, -- State most firmly named; null when none is.
    coalesce(attributions.attribution, 'unknown') as attribution, -- confirmed, attributed, suspected or unknown: the firmest attribution made.
    told.is_denied, -- Whether anybody denies it.
    objects.object_type, -- Object, as most tellers say.
    told.object_count_low, -- Fewest objects told.
    counts.object_count as object_count_best, -- Objects, as most tellers say; null when nobody counts.
    told.object_count_high, -- Most objects told.
    coalesce(responses.responses, []) as responses, -- All responses told.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    told.official_sources, -- Of them official.
    case when counts.object_count is null then null else 'the count that most claims give; in a tie the higher' end as best_rule, -- How object_count_best was chosen.
    list_filter(
        [
            case when told.object_counts > 1 then 'object_count' end,
            case when told.kinds > 1 then 'kind' end,
            case when told.first_on <> told.last_on then 'occurred_on' end
        ],
        lambda name: name is not null
    ) as disagrees_on, -- What tellers differ on; empty when nothing.
from told
left join kinds on told.event_id = kinds.event_id and kinds.place = 1
left join objects on told.event_id = objects.event_id and objects.place = 1
left join states on told.event_id = states.event_id and states.place = 1
left join counts on told.event_id = counts.event_id and counts.place = 1
left join attributions on told.event_id = attributions.event_id and attributions.place = 1
left join points on told.event_id = points.event_id and points.place = 1
left join responses on told.event_id = responses.event_id
order by told.event_id
