-- Claims of one family that were known at the moment of this pass, which differs between components.
select claim_history.*,
from claim_history_each_family as claim_history
inner join components on components.family = 'each_family' and claim_history.claim_id = components.claim_id
inner join this_pass on this_pass.family = 'each_family' and components.component = this_pass.component
where
    claim_history.known_from <= this_pass.known_at
    and (claim_history.known_to is null or claim_history.known_to > this_pass.known_at)
