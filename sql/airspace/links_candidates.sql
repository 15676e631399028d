-- Sites of claims that match no label: one row per day, state, object and place, with the sites that reach it.
-- grain: candidate
-- not for: counting incidents; sites near each other are one incident, see links.airspace_groups.
-- test: unique(candidate): A site listed twice would be two incidents.
with
claims as (
    select
        matches.claim_id,
        matches.state,
        matches.day,
        coalesce(matches.object_group, 'object') as object_word,
        nullif(trim(regexp_replace(matches.place_name, '[^\p{L}0-9]+', '-', 'g'), '-'), '') as place_word,
        known.kind,
        known.latitude,
        known.longitude,
    from links.airspace_matches as matches
    inner join known.airspace as known on matches.claim_id = known.claim_id
    where matches.event_ref is null and matches.day is not null
),

-- Sites with a point come first, then those with a name, then the rest; within each, by date and content.
sites as (
    select
        *,
        row_number() over (
            order by
                case when latitude is not null then 1 when place_word is not null then 2 else 3 end,
                day, state, object_word, place_word, latitude, longitude, kind
        ) as site,
    from (
        select
            state,
            object_word,
            kind,
            day,
            latitude,
            longitude,
            place_word,
            list_sort(list(claim_id)) as claim_ids,
        from claims
        group by all
    ) as each_site
),

offsets as (
    select unnest(generate_series(0, days)) as days_on,
    from links.airspace_reach
),

-- A site reaches half of the tolerance, so that all sites it takes in are within the tolerance of each other.
reaches as (
    select
        around.site,
        list_sort(list(distinct cast(centre.site as integer))) as reached_by,
    from sites as centre
    cross join offsets
    inner join sites as around
        on centre.state = around.state
        and centre.object_word = around.object_word
        and centre.day + cast(offsets.days_on as integer) = around.day
        and centre.site <= around.site
    left join links.airspace_tolerances as allowed
        on centre.kind = allowed.kind
        and around.kind = allowed.other_kind
        and centre.object_word = allowed.object_group
        and offsets.days_on = allowed.days_apart
    where
        centre.site = around.site
        or (
            allowed.km is not null
            and coalesce(
                12742 * asin(sqrt(
                    pow(sin(radians(around.latitude - centre.latitude) / 2), 2)
                    + cos(radians(centre.latitude)) * cos(radians(around.latitude)) * pow(sin(radians(around.longitude - centre.longitude) / 2), 2)
                )) <= allowed.km / 2,
                allowed.km >= 100 or contains(centre.place_word, around.place_word) or contains(around.place_word, centre.place_word)
            )
        )
    group by around.site
)

select
    cast(sites.site as integer) as candidate, -- Number of the site: sites with a point first, then those with a name, by date and content.
    sites.state, -- Violated state, ISO 3166-1 alpha-3; international where none is stated.
    sites.object_word, -- Object group; object where none is stated.
    sites.kind, -- violation, dangerous_encounter or sighting.
    sites.day, -- Date.
    sites.latitude, -- Degrees north; null when the claims give no point.
    sites.longitude, -- Degrees east; null when the claims give no point.
    sites.place_word, -- Place name as a part of an id; null when no place is named.
    sites.claim_ids, -- Claims of the site, as in claims.airspace.
    reaches.reached_by, -- Sites with the same or a lower number that reach this one, itself included.
    concat_ws('-', 'airspace', cast(sites.day as varchar), sites.state, sites.object_word, sites.place_word) as label, -- Id of the incident if the site is its centre.
    concat_ws('-', cast(round(sites.latitude, 2) as varchar), cast(round(sites.longitude, 2) as varchar)) as distinction, -- Suffix of the id where several centres share one label: the point.
from sites
inner join reaches on sites.site = reaches.site
order by candidate
