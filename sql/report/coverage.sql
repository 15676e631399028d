-- Claims per source and month: how much is reported, not how much happened.
-- grain: source x month
-- not for: trends of the war.
select
    source, -- Folder of the source.
    cast(month as date) as month, -- First day of the month that the claims report on.
    claims, -- Claims of that month.
    dates, -- Dates of that month with a claim.
from marts.overview_coverage_monthly
order by month desc, source
