-- Airspace incidents per month, violated state, violator, kind and object. An incident over several states counts under each.
-- After the sources of a kind have ended (marts.airspace_ended) its counts are null; a month without any has one row of nulls.
-- grain: month x violated_state_iso3 x violator_iso3 x kind x object_type
-- not for: concluding that a month was quiet; it counts what sources report. Over several states add up incidents_in_total.
with
incidents as (
    select
        *,
        cast(substr(occurred_stated, 1, 7) || '-01' as date) as month,
        unnest(case when array_length(violated_states) > 0 then violated_states else [null] end) as state,
    from events.airspace
    where length(occurred_stated) >= 7
),

counted as (
    select
        month,
        state,
        violator_iso3,
        kind,
        object_type,
        count(*) as incidents,
        count(case when coalesce(state = violated_states[1], true) then 1 end) as incidents_in_total,
        count(case when attribution in ('confirmed', 'attributed') then 1 end) as incidents_attributed,
        sum(object_count_low) as objects_low,
        sum(object_count_best) as objects_best,
        sum(object_count_high) as objects_high,
        count(object_count_best) as incidents_counted,
        count(case when list_contains(responses, 'shot_down') then 1 end) as incidents_shot_down,
        count(case when list_contains(responses, 'scrambled') then 1 end) as incidents_scrambled,
        sum(claims) as claims,
    from incidents
    group by all
),

covered as (
    select counted.*,
    from counted
    left join marts.airspace_ended as ended on counted.kind = ended.kind and counted.month = ended.month
    where ended.kind is null
),

listed as (
    select
        month,
        state,
        violator_iso3,
        kind,
        object_type,
        claims,
    from counted
    union all
    select
        ended.month,
        null as state,
        null as violator_iso3,
        ended.kind,
        null as object_type,
        0 as claims,
    from marts.airspace_ended as ended
    left join counted on ended.kind = counted.kind and ended.month = counted.month
    where counted.kind is null
)

select
    listed.month, -- First day of the month; incidents dated to a year only are left out.
    listed.state as violated_state_iso3, -- State whose airspace it is; null over international waters.
    listed.violator_iso3, -- State named as the violator, as in events.airspace; null when none is.
    listed.kind, -- violation, dangerous_encounter or sighting.
    listed.object_type, -- Object; null when no claim says.
    covered.incidents, -- Incidents over this state; null after the sources of the kind have ended, as all counts below but claims.
    covered.incidents_in_total, -- Of them, those to add up over states; an incident over several counts once.
    covered.incidents_attributed, -- Of them, those attributed to a state (confirmed or attributed); see violator_iso3.
    cast(covered.objects_low as integer) as objects_low, -- Sum of the lows; null when no incident has one.
    cast(covered.objects_best as integer) as objects_best, -- Sum of the best counts; null when no incident has one.
    cast(covered.objects_high as integer) as objects_high, -- Sum of the highs; null when no incident has one.
    covered.incidents_counted, -- Incidents with a best count.
    covered.incidents_shot_down, -- Incidents with a shoot-down.
    covered.incidents_scrambled, -- Incidents with aircraft scrambled.
    cast(listed.claims as bigint) as claims, -- Claims linked to the incidents of the row, also after the sources have ended.
from listed
left join covered
    on listed.month = covered.month
    and listed.state is not distinct from covered.state
    and listed.violator_iso3 is not distinct from covered.violator_iso3
    and listed.kind = covered.kind
    and listed.object_type is not distinct from covered.object_type
order by all
