-- One row per calendar day: what each family reports on it. Each column is a fact about one family, under a name of its own; a
-- family that is added later has its own daily table until someone decides which of its facts belong here.
-- families: strikes, airspace, negotiations, exchanges, agreements
-- grain: day
-- not for: reading null as quiet; null means that no source reports on the day, 0 that a source states zero.
with
strikes as (
    select
        night_of as day,
        drones_launched_best,
        drones_intercepted_best,
        missiles_launched_best,
        missiles_intercepted_best,
    from marts.strikes_daily
),

incidents as (
    select
        events.occurred_on as day,
        count(case when events.kind = 'violation' then 1 end) as violations,
        count(case when events.kind = 'dangerous_encounter' then 1 end) as encounters,
        count(case when events.kind = 'sighting' then 1 end) as sightings,
    from events.airspace as events
    where events.occurred_on is not null
    group by all
),

-- After the sources of a kind have ended, none of it is unknown and not 0.
ended as (
    select
        incidents.day,
        bool_or(ends.part = 'violation') as is_without_violations,
        bool_or(ends.part = 'dangerous_encounter') as is_without_encounters,
        bool_or(ends.part = 'sighting') as is_without_sightings,
    from incidents
    inner join marts.overview_ends as ends
        on ends.family = 'airspace'
        and ends.ends_on < incidents.day
        and coalesce(ends.resumes_on > incidents.day, true)
    group by all
),

airspace as (
    select
        incidents.day,
        case when ended.is_without_violations then nullif(incidents.violations, 0) else incidents.violations end as airspace_violations,
        case when ended.is_without_encounters then nullif(incidents.encounters, 0) else incidents.encounters end as dangerous_encounters,
        case when ended.is_without_sightings then nullif(incidents.sightings, 0) else incidents.sightings end as sightings,
    from incidents
    left join ended on incidents.day = ended.day
),

rounds as (
    select
        started_on as day,
        count(*) as talks_begun,
    from marts.negotiations_timeline
    group by all
),

exchanges as (
    select
        exchanged_on as day,
        count(*) as exchanges,
        sum(to_ukraine_best) as people_to_ukraine_best,
        sum(to_russia_best) as people_to_russia_best,
    from marts.exchanges_balance
    group by all
),

changes as (
    select
        cast(valid_from_stated as date) as day,
        count(*) as agreement_changes,
    from events.agreements
    where length(valid_from_stated) = 10
    group by all
),

-- The calendar starts with the strikes: the other families reach further back and would add empty years.
bounds as (
    select
        min(day) as first_day,
        greatest(
            max(day),
            (
                select max(day),
                from rounds
            ),
            (
                select max(day),
                from exchanges
            )
        ) as last_day,
    from strikes
),

calendar as (
    select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day,
    from bounds
)

select
    calendar.day, -- Calendar day; a night counts on the day it ends.
    strikes.drones_launched_best, -- Drones launched; null when nothing is reported.
    strikes.drones_intercepted_best, -- Drones intercepted, as defined in marts.strikes_daily.
    strikes.missiles_launched_best, -- Missiles launched; null when nothing is reported.
    strikes.missiles_intercepted_best, -- Missiles intercepted.
    airspace.airspace_violations, -- Airspace violations of other states; null when no incident of any kind is reported.
    airspace.dangerous_encounters, -- Dangerous encounters.
    airspace.sightings, -- Sightings without attribution; null also where none is reported after their sources have ended (marts.overview_ends).
    rounds.talks_begun, -- Rounds of talks that began.
    exchanges.exchanges, -- Exchanges of people.
    cast(exchanges.people_to_ukraine_best as integer) as people_to_ukraine_best, -- Living people Ukraine received, where counted; a handover of bodies has none.
    cast(exchanges.people_to_russia_best as integer) as people_to_russia_best, -- Living people Russia received, where counted.
    changes.agreement_changes, -- Agreements or channels whose status changed.
from calendar
left join strikes on calendar.day = strikes.day
left join airspace on calendar.day = airspace.day
left join rounds on calendar.day = rounds.day
left join exchanges on calendar.day = exchanges.day
left join changes on calendar.day = changes.day
order by calendar.day
