-- Events of violence, one row per event of a dataset: date, place, actors by side, and deaths as the dataset estimates them.
-- grain: event_id
-- not for: adding up sources; each has its own events of the same violence. is_counted leaves out candidates that an annual release has replaced.
-- test: unique(event_id): An event with two rows is counted twice.
-- test: not_null(event_id)
with
claims as (
    select
        links.event_id,
        links.role,
        known.*,
        row_number() over (
            partition by links.event_id
            order by case links.role when 'primary' then 1 when 'supporting' then 2 else 3 end, known.claim_id
        ) as place,
        links.role in ('primary', 'supporting') as is_weighed,
    from links.violence as links
    inner join known.violence as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

reports as (
    select
        event_id,
        min(coalesce(deaths_low, deaths_best)) as deaths_low,
        max(coalesce(deaths_high, deaths_best)) as deaths_high,
        bool_or(is_weighed) as is_counted,
        count(distinct case when is_weighed then deaths_best end) > 1 as is_disputed,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
    from claims
    group by all
)

select
    claims.event_id, -- Readable id, violence-<source>-<id that the source gives the event>.
    claims.source, -- Folder of the source whose event it is.
    claims.kind, -- Kind in the scheme of the source; see claims.violence.
    claims.kind not in ('riot', 'protest', 'strategic_development', 'other_report') as is_armed, -- False for riots, protests, strategic developments and reports on other subjects.
    claims.status, -- candidate or final, where the dataset first publishes events as candidates; null elsewhere.
    reports.is_counted, -- Whether it counts: false for a candidate that an annual release has replaced.
    claims.occurred_stated, -- First day, ISO 8601 at the stated precision.
    case when length(claims.occurred_stated) = 10 then cast(claims.occurred_stated as date) end as occurred_on, -- occurred_stated as a date; null unless stated to the day.
    claims.ended_stated, -- Last day, where the source gives a span of days.
    claims.time_precision, -- 3 date, 4 week or some days, 5 month, 6 year.
    claims.country_iso3, -- State in which it happened, by international recognition; null where the source names none.
    claims.adm1_pcode, -- First-level region of Ukraine, P-code; null elsewhere, and where the place is larger than a region.
    claims.adm1_name, -- First-level region in the source's words.
    claims.adm2_name, -- Second-level region in the source's words.
    claims.location_name, -- Place in the source's words.
    claims.latitude, -- Degrees north, as the source gives it.
    claims.longitude, -- Degrees east, as the source gives it.
    claims.where_precision, -- exact, near, district, region, wider, country or international: the point of a region or a country is not where it happened.
    claims.side_a, -- First actor in the source's words; not necessarily the attacker.
    claims.side_b, -- Second actor, or civilians, in the source's words.
    claims.side_a_party, -- Party of side_a, ISO alpha-3; null for actors that are not a state's forces.
    claims.side_b_party, -- Party of side_b, likewise.
    reports.deaths_low, -- Lowest estimate of all deaths.
    claims.deaths_best, -- Best estimate of the dataset; null when it states none.
    reports.deaths_high, -- Highest estimate of all deaths.
    claims.deaths_side_a, -- Of deaths_best, deaths of side_a.
    claims.deaths_side_b, -- Of deaths_best, deaths of side_b.
    claims.deaths_civilians, -- Of deaths_best, deaths of civilians.
    claims.deaths_unknown, -- Of deaths_best, deaths of people of unknown affiliation.
    claims.is_civilian_targeted, -- Whether the source says that civilians were the target; null where it does not say.
    claims.has_civilian_casualties, -- Whether the reports mention civilian casualties without counting them; null where the source does not say.
    claims.reports, -- Reports that the source bases the event on.
    reports.claims, -- Claims linked to it.
    reports.sources, -- Publishers that report it.
    reports.official_sources, -- Official publishers among them.
    case when claims.deaths_best is not null then 'the best estimate of the dataset whose event it is' end as best_rule, -- How deaths_best was chosen; null where it is null.
    case when reports.is_disputed then ['deaths'] else [] end as disputed_figures, -- Figures on which linked claims differ; empty when there are none.
from claims
inner join reports on claims.event_id = reports.event_id
where claims.place = 1
order by claims.event_id
