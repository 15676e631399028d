-- Airspace incidents per month, violated state, violator, kind and object. An incident over several states counts under each.
-- grain: month x violated_state_iso3 x violator_iso3 x kind x object_type
-- not for: concluding that a month was quiet; it counts what sources report. Over several states add up incidents_in_total.
with
incidents as (
    select
        *,
        cast(substr(occurred_stated, 1, 7) || '-01' as date) as month,
        unnest(case when len(violated_states) > 0 then violated_states else [null] end) as state,
    from events.airspace
    where length(occurred_stated) >= 7
)

select
    month, -- First day of the month; incidents dated to a year only are left out.
    state as violated_state_iso3, -- State whose airspace it is; null over international waters.
    violator_iso3, -- State named as the violator, as in events.airspace; null when none is.
    kind, -- violation, dangerous_encounter or sighting.
    object_type, -- Object; null when no claim says.
    count(*) as incidents, -- Incidents over this state.
    count(case when coalesce(state = violated_states[1], true) then 1 end) as incidents_in_total, -- Of them, those to add up over states; an incident over several counts once.
    count(case when attribution in ('confirmed', 'attributed') then 1 end) as incidents_attributed, -- Of them, those attributed to a state (confirmed or attributed); see violator_iso3.
    cast(sum(object_count_low) as integer) as objects_low, -- Sum of the lows; null when no incident has one.
    cast(sum(object_count_best) as integer) as objects_best, -- Sum of the best counts; null when no incident has one.
    cast(sum(object_count_high) as integer) as objects_high, -- Sum of the highs; null when no incident has one.
    count(object_count_best) as incidents_counted, -- Incidents with a best count.
    count(case when list_contains(responses, 'shot_down') then 1 end) as incidents_shot_down, -- Incidents with a shoot-down.
    count(case when list_contains(responses, 'scrambled') then 1 end) as incidents_scrambled, -- Incidents with aircraft scrambled.
    cast(sum(claims) as bigint) as claims, -- Claims linked to them.
from incidents
group by all
order by all
