-- Strands of one family: claims whose events, were everything ever said still source_type, share a day or an id.
-- Claims of one strand may bear upon each other; those of different strands do not.
select distinct
    'each_family' as family,
    links.claim_id,
    coalesce(figures.happened_stated, links.event_id) as strand,
from links.each_family as links
left join marts.overview_figures as figures on figures.family = 'each_family' and links.event_id = figures.event_id
