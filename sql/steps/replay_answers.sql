-- The figures of one family as they came out at the moment whose turn it is, by strand.
select
    events.strand,
    turns.place,
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
        strands.strand,
    from links.each_family as links
    inner join strands on strands.family = 'each_family' and links.claim_id = strands.claim_id
) as events on figures.event_id = events.event_id
inner join turns on turns.family = 'each_family' and events.strand = turns.strand
where figures.family = 'each_family'
