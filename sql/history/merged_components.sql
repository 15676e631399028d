-- Components of one family that share an event in this pass, each with the first component that it shares an event with.
select
    'each_family' as family,
    components.component,
    min(others.component) as joined,
from links.each_family as links
inner join components on components.family = 'each_family' and links.claim_id = components.claim_id
inner join links.each_family as other_links on links.event_id = other_links.event_id
inner join components as others on others.family = 'each_family' and other_links.claim_id = others.claim_id
group by all
having min(others.component) < components.component
