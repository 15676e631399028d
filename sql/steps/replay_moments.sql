-- The moments at which something of a strand became known or was dropped, in order.
with
each_moment as (
    select
        strands.family,
        strands.strand,
        heard.known_from as known_at,
    from heard_each_family as heard
    inner join strands on strands.family = 'each_family' and heard.claim_id = strands.claim_id
    union
    select
        strands.family,
        strands.strand,
        heard.known_to as known_at,
    from heard_each_family as heard
    inner join strands on strands.family = 'each_family' and heard.claim_id = strands.claim_id
    where heard.known_to is not null
)

select
    family,
    strand,
    known_at,
    row_number() over strand_in_time as place,
    lead(known_at) over strand_in_time as next_known_at,
from each_moment
window strand_in_time as (
    partition by family, strand
    order by known_at
)
