-- Labelled incident that each claim fits by date, state, object and place.
-- grain: claim_id
-- not for: final links; claims that fit no label are grouped in links.airspace_groups.
-- test: unique(claim_id): A claim that fits two incidents would be counted in both.
with
claims as (
    select
        *,
        coalesce(violated_state_iso3, nullif(array_to_string(violated_states, ';'), ''), 'international') as state,
        case when object_type = 'recon_aircraft' then 'aircraft' else object_type end as object_group,
        case when length(occurred_stated) = 10 then cast(occurred_stated as date) end as day,
        -- The name of a country or a region does not locate an incident.
        case when coalesce(where_precision, 'near') in ('exact', 'near') then lower(location_name) end as place_name,
    from known.airspace
),

-- A register's label identifies the incident; other claims join it if date, state, object and place agree.
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

offsets as (
    select unnest(generate_series(-days, days)) as days_off,
    from links.airspace_reach
),

-- Pairs of claim and labelled incident: days within the widest tolerance; a month pairs with any of its days.
meetings as (
    select
        claims.claim_id,
        labelled.event_ref,
        abs(offsets.days_off) as days_apart,
        claims.kind,
        labelled.kind as other_kind,
        labelled.object_group,
        claims.latitude,
        claims.longitude,
        claims.place_name,
        labelled.latitude as other_latitude,
        labelled.longitude as other_longitude,
        labelled.place_name as other_place_name,
    from claims
    cross join offsets
    inner join labelled
        on claims.state = labelled.state
        and claims.day + cast(offsets.days_off as integer) = labelled.day
        and labelled.object_group = coalesce(claims.object_group, labelled.object_group)
    where claims.event_ref is null
    union all
    select
        claims.claim_id,
        labelled.event_ref,
        0 as days_apart,
        claims.kind,
        labelled.kind as other_kind,
        labelled.object_group,
        claims.latitude,
        claims.longitude,
        claims.place_name,
        labelled.latitude as other_latitude,
        labelled.longitude as other_longitude,
        labelled.place_name as other_place_name,
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
    inner join links.airspace_tolerances as allowed
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

-- A claim without a place matches only if no other incident is as close in time.
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
)

select
    claims.claim_id, -- Claim, as in claims.airspace.
    claims.state, -- Violated state, ISO 3166-1 alpha-3; international where none is stated.
    claims.object_group, -- Object type, recon_aircraft counted as aircraft; null when not stated.
    claims.day, -- Date of the incident; null where it is not stated to the day.
    claims.place_name, -- Place in lower case; null where the name is of a country or a region.
    coalesce(claims.event_ref, ranked.event_ref) as event_ref, -- Label of the source itself, else the label that the claim fits; null when none.
    ranked.days_apart, -- Days between the claim and the matched incident; null where no other source's label is matched.
    ranked.is_placed, -- Whether the places agree; null where no other source's label is matched.
from claims
left join ranked
    on claims.claim_id = ranked.claim_id
    and ranked.place = 1
    and (ranked.is_placed or ranked.rivals = 1)
order by claims.claim_id
