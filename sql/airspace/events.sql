-- Airspace incidents: violations, dangerous encounters and sightings, one row each.
-- grain: event_id
-- not for: blaming a state for what is only suspected; see attribution. A sighting is not a violation.
with
claims as (
    select
        links.event_id,
        known.*,
    from links.airspace as links
    inner join known.airspace as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

preferred as (
    select
        event_id,
        max(case attribute when 'kind' then value end) as kind,
        max(case attribute when 'object_type' then value end) as object_type,
        max(case attribute when 'violated_state_iso3' then value end) as violated_state_iso3,
        max(case attribute when 'location_name' then value end) as location_name,
        max(case attribute when 'occurred_stated' then value end) as occurred_stated,
    from events.airspace_values
    where place = 1
    group by all
),

denials as (
    select
        event_id,
        list_sort(list(distinct coalesce(attributed_to, reported_by))) as denied_by,
    from claims
    where attribution = 'denied'
    group by all
),

reports as (
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
        coalesce(max(array_length(violated_states)) > 1, false) as has_several_states,
        count(distinct case when attribution in ('confirmed', 'attributed', 'suspected') then violator_iso3 end) as violators,
        bool_or(coalesce(attribution = 'denied', false)) as is_denied,
        bool_and(coalesce(attribution = 'denied', false)) as is_only_denied,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
    from claims
    group by all
),

-- Sources date a night by either of its dates; only dates further apart than the widest tolerance contradict each other.
tolerance as (
    select days,
    from links.airspace_reach
),

states as (
    select
        event_id,
        list_sort(list(distinct state)) as violated_states,
    from (
        select
            event_id,
            unnest(list_append(coalesce(violated_states, []), violated_state_iso3)) as state,
        from claims
    ) as each_state
    where state is not null
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
    reports.event_id, -- Readable id, airspace-<label of the incident, or date, state, object and place>.
    preferred.kind, -- violation, dangerous_encounter or sighting: what most publishers call it.
    preferred.occurred_stated, -- Most exact date given; among equals the one that most publishers give.
    case when length(preferred.occurred_stated) = 10 then cast(preferred.occurred_stated as date) end as occurred_on, -- occurred_stated as a date; null unless stated to the day.
    reports.first_stated, -- First date that a claim gives, ISO 8601 at the stated precision; claimants can differ by a day.
    reports.last_stated, -- Last date that a claim gives, ISO 8601 at the stated precision.
    reports.time_precision, -- Coarsest precision among the claims: 1 minute, 2 night or day, 3 date, 5 month, 6 year.
    reports.entry_at, -- Earliest entry stated to the minute.
    reports.exit_at, -- Latest exit stated to the minute.
    preferred.violated_state_iso3, -- State whose airspace it is, as most publishers say; null over international waters.
    coalesce(states.violated_states, []) as violated_states, -- Every state whose airspace it is, as any claim says; empty over international waters.
    preferred.location_name, -- Place, as most publishers name it; a place of the incident as a whole is preferred to one of several places.
    points.latitude, -- Degrees north of the most exact point given for location_name, else of that place in the gazetteer; null when there is none.
    points.longitude, -- Degrees east of that point; null when there is none. Points of other places are in events.airspace_points.
    points.where_precision, -- How exact that point is.
    points.point_source, -- claim: a source gives the point; gazetteer: a source names the place. Null without a point.
    attributions.violator_iso3, -- State with the firmest attribution that is accepted; null when there is none. See events.airspace_attributions.
    coalesce(attributions.attribution, 'unknown') as attribution, -- confirmed, attributed, suspected or unknown: the firmest attribution that is accepted.
    reports.is_denied, -- Whether a claim denies it.
    coalesce(denials.denied_by, []) as denied_by, -- Who denies it; empty when no one does.
    preferred.object_type, -- Object, as most publishers say.
    counts.low as object_count_low, -- Fewest objects of that type in the incident; null when no claim gives a lower bound.
    counts.best as object_count_best, -- Number of objects; null when no claim counts them exactly.
    counts.high as object_count_high, -- Most objects; null when no claim gives an upper bound.
    coalesce(responses.responses, []) as responses, -- All responses that claims report.
    reports.claims, -- Claims linked to it.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Official publishers among them.
    case
        when counts.best is not null
            then 'the count of the highest-ranked source type, official before research before press; then the one that most publishers give; ties go to the higher'
    end as best_rule, -- How object_count_best was chosen; null where no claim counts exactly.
    list_filter(
        [
            case when counts.is_disputed then 'object_count' end,
            case when reports.kinds > 1 then 'kind' end,
            case when reports.states > 1 and not reports.has_several_states then 'violated_state_iso3' end,
            case when reports.violators > 1 then 'violator_iso3' end,
            case when reports.is_denied and not reports.is_only_denied then 'attribution' end,
            case when date_diff('day', reports.first_day, reports.last_day) > tolerance.days then 'occurred_stated' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- Figures on which claimants differ; empty when there are none.
from reports
cross join tolerance
left join preferred on reports.event_id = preferred.event_id
left join events.airspace_counts as counts on reports.event_id = counts.event_id
left join events.airspace_attributions as attributions
    on reports.event_id = attributions.event_id and attributions.place = 1 and attributions.is_accepted
left join states on reports.event_id = states.event_id
left join denials on reports.event_id = denials.event_id
left join events.airspace_points as points
    on reports.event_id = points.event_id and points.place = 1 and points.is_of_incident
left join responses on reports.event_id = responses.event_id
order by reports.event_id
