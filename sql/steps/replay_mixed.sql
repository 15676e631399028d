-- Strands of one family that turned out to share an event, each with the first of those it shares with.
select
    'each_family' as family,
    strands.strand,
    min(others.strand) as joined,
from links.each_family as links
inner join strands on strands.family = 'each_family' and links.claim_id = strands.claim_id
inner join links.each_family as other_links on links.event_id = other_links.event_id
inner join strands as others on others.family = 'each_family' and other_links.claim_id = others.claim_id
group by all
having min(others.strand) < strands.strand
