-- Components of one family: claims whose events share a day or an id, if every claim ever made still counted.
-- Claims of one component may affect each other's events; claims of different components do not.
select distinct
    'each_family' as family,
    links.claim_id,
    coalesce(figures.happened_stated, links.event_id) as component,
from links.each_family as links
left join marts.overview_figures as figures on figures.family = 'each_family' and links.event_id = figures.event_id
