-- Figures of one family at the moment of this pass, by component.
select
    events.component,
    this_pass.moment_no,
    figures.family,
    figures.event_id,
    figures.happened_stated,
    figures.figure,
    figures.value,
    figures.low,
    figures.best,
    figures.high,
from marts.overview_figures as figures
inner join (
    select distinct
        links.event_id,
        components.component,
    from links.each_family as links
    inner join components on components.family = 'each_family' and links.claim_id = components.claim_id
) as events on figures.event_id = events.event_id
inner join this_pass on this_pass.family = 'each_family' and events.component = this_pass.component
where figures.family = 'each_family'
