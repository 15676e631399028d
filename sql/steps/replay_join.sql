-- Strands that turned out to share an event become one.
update strands
set strand = joining.joined
from (
    select
        family,
        strand,
        min(joined) as joined,
    from mixed
    group by all
) as joining
where strands.family = joining.family and strands.strand = joining.strand
