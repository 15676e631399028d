-- Which claims speak of which airspace incident, in which role, and why.
-- grain: claim_id
-- not for: counting; an incident has as many claims as claimants.
with recursive
claims as (
    select
        known.*,
        source_types.source_rank,
        coalesce(known.violated_state_iso3, 'international') as state,
        case when known.object_type = 'recon_aircraft' then 'aircraft' else known.object_type end as object_group,
        case when length(known.occurred_stated) = 10 then cast(known.occurred_stated as date) end as day,
        -- The name of a country or a region places nothing.
        case when coalesce(known.where_precision, 'near') in ('exact', 'near') then lower(known.location_name) end as place_name,
    from known.airspace as known
    inner join vocabulary.source_types as source_types on known.source_type = source_types.source_type
),

tolerances as (
    select *,
    from vocabulary.linking_tolerances
    where family = 'airspace'
),

-- Below a hundred kilometres a place is a place; above it a night's swarm is one incident of one state.
allowed as (
    select
        one.kind,
        other.kind as other_kind,
        one.object_group,
        gaps.days_apart,
        max(least(one.km, other.km)) as km,
    from tolerances as one
    inner join tolerances as other on one.object_group = other.object_group
    cross join (
        select unnest(generate_series(0, max(days))) as days_apart,
        from tolerances
    ) as gaps
    where gaps.days_apart <= one.days and gaps.days_apart <= other.days
    group by all
),

-- A register's own label names the incident and is kept; other claims join an incident of their date, state, object and place.
labelled as (
    select distinct
        event_ref,
        kind,
        state,
        object_group,
        occurred_stated,
        day,
        latitude,
        longitude,
        place_name,
    from claims
    where event_ref is not null and length(occurred_stated) >= 7
),

-- Days meet within the widest tolerance; a month meets any of its days.
meetings as (
    select
        claims.claim_id,
        claims.kind,
        claims.latitude,
        claims.longitude,
        claims.place_name,
        labelled.event_ref,
        labelled.kind as other_kind,
        labelled.object_group,
        labelled.latitude as other_latitude,
        labelled.longitude as other_longitude,
        labelled.place_name as other_place_name,
        abs(offsets.days_off) as days_apart,
    from claims
    cross join (
        select unnest(generate_series(-max(days), max(days))) as days_off,
        from tolerances
    ) as offsets
    inner join labelled
        on claims.state = labelled.state
        and claims.day + cast(offsets.days_off as integer) = labelled.day
        and labelled.object_group = coalesce(claims.object_group, labelled.object_group)
    where claims.event_ref is null
    union all
    select
        claims.claim_id,
        claims.kind,
        claims.latitude,
        claims.longitude,
        claims.place_name,
        labelled.event_ref,
        labelled.kind as other_kind,
        labelled.object_group,
        labelled.latitude as other_latitude,
        labelled.longitude as other_longitude,
        labelled.place_name as other_place_name,
        0 as days_apart,
    from claims
    inner join labelled
        on claims.state = labelled.state
        and labelled.object_group = coalesce(claims.object_group, labelled.object_group)
        and (starts_with(claims.occurred_stated, labelled.occurred_stated) or starts_with(labelled.occurred_stated, claims.occurred_stated))
    where
        claims.event_ref is null
        and length(claims.occurred_stated) >= 7
        and (claims.day is null or labelled.day is null)
),

pairs as (
    select
        meetings.claim_id,
        meetings.event_ref,
        allowed.days_apart,
        allowed.km,
        12742 * asin(sqrt(
            pow(sin(radians(meetings.other_latitude - meetings.latitude) / 2), 2)
            + cos(radians(meetings.latitude)) * cos(radians(meetings.other_latitude))
            * pow(sin(radians(meetings.other_longitude - meetings.longitude) / 2), 2)
        )) as km_apart,
        contains(meetings.other_place_name, meetings.place_name)
        or contains(meetings.place_name, meetings.other_place_name) as names_agree,
    from meetings
    inner join allowed
        on meetings.kind = allowed.kind
        and meetings.other_kind = allowed.other_kind
        and meetings.object_group = allowed.object_group
        and meetings.days_apart = allowed.days_apart
),

fitting as (
    select
        claim_id,
        event_ref,
        min(days_apart) as days_apart,
        bool_or(coalesce(km_apart <= km, names_agree, false)) as is_placed,
        min(km_apart) as km_apart,
    from pairs
    where coalesce(km_apart <= km, names_agree or km >= 100, true)
    group by all
),

-- What names no place joins only where one incident alone fits it.
ranked as (
    select
        *,
        row_number() over nearest as place,
        count(*) over (partition by claim_id, is_placed, days_apart) as rivals,
    from fitting
    window nearest as (
        partition by claim_id
        order by is_placed desc, days_apart, km_apart nulls last, event_ref
    )
),

joined as (
    select *,
    from ranked
    where place = 1 and (is_placed or rivals = 1)
),

loose as (
    select
        claims.*,
        coalesce(claims.object_group, 'object') as object_word,
        nullif(trim(regexp_replace(claims.place_name, '[^\p{L}0-9]+', '-', 'g'), '-'), '') as place_word,
    from claims
    left join joined on claims.claim_id = joined.claim_id
    where claims.event_ref is null and joined.claim_id is null
),

-- Claims that nobody labels gather around sites: a point before a name, a name before nothing, then by date and content.
sites as (
    select
        *,
        row_number() over (
            order by
                case when latitude is not null then 1 when place_word is not null then 2 else 3 end,
                day, state, object_word, place_word, latitude, longitude, kind
        ) as site,
    from (
        select distinct
            state,
            object_word,
            kind,
            day,
            latitude,
            longitude,
            place_word,
        from loose
        where day is not null
    ) as told
),

-- Half of the tolerance around a site: whatever gathers there lies within the whole of it.
reaches as (
    select
        centre.site as centre,
        around.site as around,
    from sites as centre
    cross join (
        select unnest(generate_series(0, coalesce(max(days), 0))) as days_on,
        from tolerances
    ) as offsets
    inner join sites as around
        on centre.state = around.state
        and centre.object_word = around.object_word
        and centre.day + cast(offsets.days_on as integer) = around.day
        and centre.site <= around.site
    left join allowed
        on centre.kind = allowed.kind
        and around.kind = allowed.other_kind
        and centre.object_word = allowed.object_group
        and allowed.days_apart = offsets.days_on
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
),

-- In each round the sites that none before them reaches become centres and take in what they reach.
rounds as (
    select
        site,
        cast(null as bigint) as centre,
    from sites
    union all
    select
        site,
        centre,
    from (
        select
            waiting.site,
            min(case when taken.around is null then reaches.centre end) as centre,
        from rounds as waiting
        inner join reaches on waiting.site = reaches.around
        inner join rounds as centres on reaches.centre = centres.site and centres.centre is null
        left join (
            select distinct reaches.around,
            from reaches
            inner join rounds as earlier on reaches.centre = earlier.site and earlier.centre is null
            where reaches.centre < reaches.around
        ) as taken on reaches.centre = taken.around
        where waiting.centre is null
        group by waiting.site
    ) as settled
),

named_centres as (
    select
        rounds.site,
        rounds.centre,
        concat_ws('-', 'airspace', cast(sites.day as varchar), sites.state, sites.object_word, sites.place_word) as event_id,
        concat_ws('-', cast(round(sites.latitude, 2) as varchar), cast(round(sites.longitude, 2) as varchar)) as point_word,
    from rounds
    inner join sites on rounds.centre = sites.site
),

-- Two centres of one name on one night are told apart by their points.
centres as (
    select
        site,
        case
            when count(distinct centre) over (partition by event_id) > 1 then concat(event_id, '-', point_word)
            else event_id
        end as event_id,
    from named_centres
),

grouped as (
    select
        loose.claim_id,
        coalesce(
            centres.event_id,
            concat_ws('-', 'airspace', coalesce(loose.occurred_stated, 'undated'), loose.state, loose.object_word, substr(loose.claim_id, 1, 8))
        ) as event_id,
    from loose
    left join sites
        on loose.state = sites.state
        and loose.object_word = sites.object_word
        and loose.kind = sites.kind
        and loose.day = sites.day
        and loose.latitude is not distinct from sites.latitude
        and loose.longitude is not distinct from sites.longitude
        and loose.place_word is not distinct from sites.place_word
    left join centres on sites.site = centres.site
),

ruled as (
    select
        claims.*,
        coalesce(grouped.event_id, concat('airspace-', coalesce(claims.event_ref, joined.event_ref))) as event_id,
        case
            when claims.event_ref is not null then concat('the source itself files it under ', claims.event_ref)
            when joined.claim_id is not null and claims.day is null
                then concat('not dated to the day; of its state and object ', joined.event_ref, ' alone fits')
            when joined.is_placed then concat('same date, state, object and place as ', joined.event_ref)
            when joined.days_apart = 0 then concat('same date, state and object as ', joined.event_ref, ', which alone fits')
            when joined.claim_id is not null
                then concat('same state and object as ', joined.event_ref, ', which alone fits; ', joined.days_apart, ' day apart')
            when claims.day is null then 'not dated to the day, and no labelled incident alone fits'
            else 'gathered by date, state, object and place; no labelled incident fits'
        end as because,
    from claims
    left join joined on claims.claim_id = joined.claim_id
    left join grouped on claims.claim_id = grouped.claim_id
),

overrides as (
    select *,
    from vocabulary.link_overrides
    where family = 'airspace'
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its event.
decided as (
    select
        ruled.* exclude (event_id, because),
        case when overrides.action = 'link' then overrides.event_id else ruled.event_id end as event_id,
        coalesce(overrides.action, 'rule') as decision,
        overrides.decided_by,
        case
            when overrides.action is null then ruled.because
            else concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason)
        end as because,
    from ruled
    left join overrides
        on ruled.claim_id = overrides.claim_id
        and (overrides.action = 'link' or overrides.event_id = ruled.event_id)
),

-- Points further apart than places are told: each of them is a part of the incident.
spread as (
    select
        event_id,
        12742 * asin(sqrt(
            pow(sin(radians(max(latitude) - min(latitude)) / 2), 2)
            + cos(radians(min(latitude))) * cos(radians(max(latitude))) * pow(sin(radians(max(longitude) - min(longitude)) / 2), 2)
        )) as km,
    from decided
    where decision <> 'unlink'
    group by all
),

-- Of one speaker's counts in one outlet the last dated one stands.
weighed as (
    select
        decided.*,
        decided.latitude is not null and spread.km > (
            select max(km),
            from tolerances
            where km < 100
        ) as is_part,
        decided.published_stated < max(case when length(decided.published_stated) = 10 and decided.object_count is not null then decided.published_stated end) over (
            partition by decided.event_id, decided.reported_by, decided.attributed_to, decided.object_type, decided.location_name
        ) and length(decided.published_stated) = 10 and decided.object_count is not null as is_replaced,
    from decided
    left join spread on decided.event_id = spread.event_id
),

roles as (
    select
        *,
        case
            when decision = 'unlink' then 'unlinked'
            when attribution = 'denied' then 'contradicting'
            when is_part then 'regional'
            when is_replaced then 'superseded'
            when source_rank = min(case when coalesce(attribution, 'unknown') <> 'denied' and not is_part and decision <> 'unlink' then source_rank end)
                over (partition by event_id)
                then 'primary'
            else 'supporting'
        end as role,
    from weighed
)

select
    claim_id, -- Claim, as in claims.airspace.
    event_id, -- Incident, as in events.airspace.
    role, -- primary, supporting, superseded, regional (one place of several), contradicting, or unlinked: a reviewed decision took it out.
    case role
        when 'contradicting' then concat(because, '; ', coalesce(attributed_to, reported_by), ' denies it')
        when 'regional' then concat(because, '; it tells of one place of several, its count is not the whole')
        when 'superseded' then concat(because, '; ', reported_by, ' gives a later count')
        else because
    end as reason, -- Why it is linked so, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from roles
order by claim_id
