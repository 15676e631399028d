-- Airspace incidents: violations, dangerous encounters and sightings, one row each.
-- grain: event_id
-- not for: charging a state with what is only suspected; read attribution. A sighting is no violation.
with
claims as (
    select
        links.event_id,
        links.role,
        known.*,
        source_types.source_rank,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
    where links.role <> 'unlinked'
),

-- The value that most claimants give; in a tie the first by alphabet, so that reruns agree.
kinds as (
    select
        event_id,
        kind,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, kind) as place,
    from claims
    group by event_id, kind
),

objects as (
    select
        event_id,
        object_type,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, object_type) as place,
    from claims
    where object_type is not null
    group by event_id, object_type
),

states as (
    select
        event_id,
        violated_state_iso3,
        row_number() over (partition by event_id order by count(distinct reported_by) desc, violated_state_iso3) as place,
    from claims
    where violated_state_iso3 is not null
    group by event_id, violated_state_iso3
),

dates as (
    select
        event_id,
        occurred_stated,
        row_number() over (partition by event_id order by length(occurred_stated) desc, count(distinct reported_by) desc, occurred_stated) as place,
    from claims
    where occurred_stated is not null
    group by event_id, occurred_stated
),

places as (
    select
        event_id,
        location_name,
        row_number() over (
            partition by event_id
            order by case role when 'regional' then 2 else 1 end, count(distinct reported_by) desc, location_name
        ) as place,
    from claims
    where location_name is not null
    group by event_id, location_name, case role when 'regional' then 2 else 1 end
),

-- A denial, a replaced count, the count of one place of several or of other objects says nothing of the whole.
figures as (
    select
        claims.event_id,
        claims.reported_by,
        claims.source_rank,
        claims.object_count,
        coalesce(claims.object_count_low, claims.object_count) as low,
        coalesce(claims.object_count_high, claims.object_count) as high,
    from claims
    left join objects on claims.event_id = objects.event_id and objects.place = 1
    where
        claims.role in ('primary', 'supporting')
        and coalesce(replace(claims.object_type, 'recon_', '') = replace(objects.object_type, 'recon_', ''), true)
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

-- "At least 8" bounds the low, "up to 21" the high; where they cross, each widens the other.
ranges as (
    select
        event_id,
        case when count(low) > 0 then least(min(low), min(high)) end as low,
        case when count(high) > 0 then greatest(max(high), max(low)) end as high,
        -- A bound that holds of everybody's count contradicts nobody.
        coalesce(max(low) > min(high), false) as is_disputed,
    from figures
    group by all
),

-- Confirmed stands before attributed, attributed before suspected; then the state that most claimants name.
attributions as (
    select
        event_id,
        violator_iso3,
        attribution,
        row_number() over (
            partition by event_id
            order by
                case attribution when 'confirmed' then 1 when 'attributed' then 2 else 3 end,
                count(distinct reported_by) desc,
                violator_iso3
        ) as place,
    from claims
    where violator_iso3 is not null and attribution in ('confirmed', 'attributed', 'suspected')
    group by event_id, violator_iso3, attribution
),

denials as (
    select
        event_id,
        list_sort(list(distinct coalesce(attributed_to, reported_by))) as denied_by,
    from claims
    where attribution = 'denied'
    group by all
),

points as (
    select
        event_id,
        latitude,
        longitude,
        where_precision,
        row_number() over (
            partition by event_id
            order by
                case where_precision when 'exact' then 1 when 'near' then 2 when 'region' then 3 else 4 end,
                count(distinct reported_by) desc, latitude, longitude, where_precision
        ) as place,
    from claims
    where latitude is not null and longitude is not null
    group by event_id, latitude, longitude, where_precision
),

told as (
    select
        event_id,
        min(occurred_stated) as first_stated,
        max(occurred_stated) as last_stated,
        max(time_precision) as time_precision,
        min(entry_at) as entry_at,
        max(exit_at) as exit_at,
        min(case when length(occurred_stated) = 10 then cast(occurred_stated as date) end) as first_day,
        max(case when length(occurred_stated) = 10 then cast(occurred_stated as date) end) as last_day,
        count(distinct kind) as kinds,
        count(distinct violated_state_iso3) as states,
        count(distinct case when attribution in ('confirmed', 'attributed', 'suspected') then violator_iso3 end) as violators,
        bool_or(coalesce(attribution = 'denied', false)) as is_denied,
        bool_and(coalesce(attribution = 'denied', false)) as is_only_denied,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
    from claims
    group by all
),

-- A night is told by either of its dates; only what lies further apart than the widest tolerance is a contradiction.
tolerance as (
    select max(days) as days,
    from vocabulary.linking_tolerances
    where family = 'airspace'
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
    told.event_id, -- Readable id, airspace-<label of the incident, or date, state, object and place>.
    kinds.kind, -- violation, dangerous_encounter or sighting: what most claimants call it.
    dates.occurred_stated, -- Date, as exactly as any claimant gives it; in doubt as most do.
    told.first_stated, -- First date told, reduced ISO 8601; claimants may differ by a day.
    told.last_stated, -- Last date told, reduced ISO 8601.
    told.time_precision, -- Coarsest precision among the claims: 1 minute, 2 night or day, 3 date, 5 month, 6 year.
    told.entry_at, -- Earliest entry told to the minute.
    told.exit_at, -- Latest exit told to the minute.
    states.violated_state_iso3, -- State whose airspace it is, as most claimants say; null over international waters.
    places.location_name, -- Place, as most claimants name it; a place of the whole before one of several.
    points.latitude, -- Degrees north of the most exact point given; null when none is.
    points.longitude, -- Degrees east of the most exact point given; null when none is.
    points.where_precision, -- How exact that point is.
    attributions.violator_iso3, -- State most firmly named; null when none is.
    coalesce(attributions.attribution, 'unknown') as attribution, -- confirmed, attributed, suspected or unknown: the firmest attribution made.
    told.is_denied, -- Whether anybody denies it.
    coalesce(denials.denied_by, []) as denied_by, -- Who denies it; empty when nobody.
    objects.object_type, -- Object, as most claimants say.
    cast(ranges.low as integer) as object_count_low, -- Fewest objects of that type told of the whole incident; null when nobody bounds them from below.
    counts.object_count as object_count_best, -- Objects; null when nobody counts them exactly.
    cast(ranges.high as integer) as object_count_high, -- Most objects told; null when nobody bounds them from above.
    coalesce(responses.responses, []) as responses, -- All responses told.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    told.official_sources, -- Of them official.
    case
        when counts.object_count is not null
            then 'the count of the highest-ranked source type, official before research before press; among equals the one that most publishers give; in a tie the higher'
    end as best_rule, -- How object_count_best was chosen; null where nobody counts.
    list_filter(
        [
            case when ranges.is_disputed then 'object_count' end,
            case when told.kinds > 1 then 'kind' end,
            case when told.states > 1 then 'violated_state_iso3' end,
            case when told.violators > 1 then 'violator_iso3' end,
            case when told.is_denied and not told.is_only_denied then 'attribution' end,
            case when told.last_day - told.first_day > tolerance.days then 'occurred_stated' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- What claimants differ on; empty when nothing.
from told
cross join tolerance
left join kinds on told.event_id = kinds.event_id and kinds.place = 1
left join dates on told.event_id = dates.event_id and dates.place = 1
left join objects on told.event_id = objects.event_id and objects.place = 1
left join states on told.event_id = states.event_id and states.place = 1
left join places on told.event_id = places.event_id and places.place = 1
left join ranges on told.event_id = ranges.event_id
left join counts on told.event_id = counts.event_id and counts.place = 1
left join attributions on told.event_id = attributions.event_id and attributions.place = 1
left join denials on told.event_id = denials.event_id
left join points on told.event_id = points.event_id and points.place = 1
left join responses on told.event_id = responses.event_id
order by told.event_id
