-- Responses to airspace incidents per month, violated state, violator, kind, object and response. An incident over several
-- states counts under each. After the sources of a kind have ended (marts.airspace_ended) its counts are null; a month
-- without any has one row of nulls.
-- grain: month x violated_state_iso3 x violator_iso3 x kind x object_type x response
-- not for: adding up responses; an incident with two responses has two rows. marts.airspace_monthly counts incidents.
with
incidents as (
    select
        cast(substr(occurred_stated, 1, 7) || '-01' as date) as month,
        event_id,
        unnest(case when array_length(violated_states) > 0 then violated_states else [null] end) as violated_state_iso3,
        violated_states[1] as first_state,
        violator_iso3,
        kind,
        object_type,
        responses,
    from events.airspace
    where length(occurred_stated) >= 7
),

each_response as (
    select
        month,
        event_id,
        violated_state_iso3,
        first_state,
        violator_iso3,
        kind,
        object_type,
        unnest(responses) as response,
    from incidents
    union all
    select
        month,
        event_id,
        violated_state_iso3,
        first_state,
        violator_iso3,
        kind,
        object_type,
        null as response,
    from incidents
    where array_length(responses) = 0
    union all
    select
        ended.month,
        null as event_id,
        null as violated_state_iso3,
        null as first_state,
        null as violator_iso3,
        ended.kind,
        null as object_type,
        null as response,
    from marts.airspace_ended as ended
    left join incidents on ended.kind = incidents.kind and ended.month = incidents.month
    where incidents.event_id is null
),

covered as (
    select
        each_response.*,
        ended.kind is null as is_covered,
    from each_response
    left join marts.airspace_ended as ended on each_response.kind = ended.kind and each_response.month = ended.month
)

select
    month, -- First day of the month; incidents dated to a year only are left out.
    violated_state_iso3, -- State whose airspace it is; null over international waters.
    violator_iso3, -- State most firmly named as the violator; null when none is.
    kind, -- violation, dangerous_encounter or sighting.
    object_type, -- Object; null when no claim says.
    response, -- tracked, scrambled, escorted, shot_down, jammed, airport_closed, article_4 or protest; null for incidents without a reported response.
    case when is_covered then count(distinct event_id) end as incidents, -- Incidents with this response; null after the sources of the kind have ended.
    case
        when is_covered then count(distinct case when coalesce(violated_state_iso3 = first_state, true) then event_id end)
    end as incidents_in_total, -- Of them, those to add up over states; an incident over several counts once. Null like incidents.
from covered
group by month, violated_state_iso3, violator_iso3, kind, object_type, response, is_covered
order by all
