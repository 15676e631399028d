-- Weapon group of each current claim: a source can end for one group and go on for another.
-- grain: claim_id
-- not for: adding up; marts.overview_ends uses it to find where a source that has ended is missing.
-- test: unique(claim_id): A claim belongs to one group.
select
    claim_id, -- Claim, as in claims.strikes.
    case
        when weapon_class in ('drone', 'decoy_drone') then 'drone'
        when weapon_class like '%missile' then 'missile'
        else weapon_class
    end as part, -- drone, missile, glide_bomb, recon_drone or air_target; null where the claim names no weapon.
from known.strikes
order by claim_id
