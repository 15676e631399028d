-- Components of one family: claims whose events share a day or an id when all claims, withdrawn ones included, are resolved.
-- Claims of one component can affect each other's events; claims of different components cannot.
select distinct
    'each_family' as family,
    links.claim_id,
    coalesce(figures.happened_stated, links.event_id) as component,
from links.each_family as links
left join marts.overview_figures as figures on figures.family = 'each_family' and links.event_id = figures.event_id
