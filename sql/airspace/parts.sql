-- Kind of each current claim: a source can end for one kind and go on for another.
-- grain: claim_id
-- not for: adding up; marts.overview_ends uses it to find where a source that has ended is missing.
-- test: unique(claim_id): A claim has one kind.
select
    claim_id, -- Claim, as in claims.airspace.
    kind as part, -- violation, dangerous_encounter or sighting.
from known.airspace
order by claim_id
