-- Months that the sources of a kind of incident no longer cover to their end, up to the last month with any incident.
-- grain: kind x month
-- not for: judging the months before; a source that goes on may still be incomplete. marts.overview_ends has the reasons.
-- test: unique(kind, month): A month listed twice would double its row in the monthly marts.
with
last_months as (
    select max(cast(substr(occurred_stated, 1, 7) || '-01' as date)) as last_month,
    from events.airspace
    where length(occurred_stated) >= 7
),

months as (
    select
        ends.part as kind,
        ends.ends_on,
        ends.resumes_on,
        unnest(generate_series(date_trunc('month', ends.ends_on), last_months.last_month, interval 1 month)) as month,
    from marts.overview_ends as ends
    cross join last_months
    where ends.family = 'airspace'
)

select distinct
    kind, -- violation, dangerous_encounter or sighting.
    cast(month as date) as month, -- First day of the month.
from months
where ends_on < last_day(month) and coalesce(resumes_on > last_day(month), true)
order by kind, month
