-- What was known of one family at the moment whose turn it is: another one for each strand.
select heard.*,
from heard_each_family as heard
inner join strands on strands.family = 'each_family' and heard.claim_id = strands.claim_id
inner join turns on turns.family = 'each_family' and strands.strand = turns.strand
where heard.known_from <= turns.known_at and (heard.known_to is null or heard.known_to > turns.known_at)
