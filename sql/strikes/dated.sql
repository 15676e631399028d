-- The dates that each claim of an attack gives, and the attack that it names by itself; one row per wording of the claim.
-- grain: claim_id x revision
-- not for: counting attacks; several claims refer to one. Dates of attacks are in events.strikes.
-- test: unique(claim_id, revision): A wording with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.strikes.
    claims.revision, -- Which wording of the claim it is.
    claims.source, -- Folder of the source.
    claims.known_from, -- From when this wording was known.
    claims.known_to, -- Until when; null while it is the present wording.
    known.claim_id is not null as is_known, -- Whether it is known at the moment as of which the ledger was built.
    cast(claims.night_of as varchar) as first_stated, -- Date on which its window ends in Kyiv; null for a week or longer.
    cast(claims.night_of as varchar) as last_stated, -- The same date: a window has one.
    case
        -- National claims make attacks; tallies and parts only join them.
        when
            claims.night_of is not null
            and claims.weapon_class is not null
            and claims.scope = 'national'
            and not list_contains(claims.flags, 'part_of_total')
            and not list_contains(claims.flags, 'beside_the_total')
            then concat_ws(
                '-', 'strike', cast(claims.night_of as varchar), claims.period,
                coalesce(claims.attacker_iso3, 'unknown'), coalesce(claims.target_iso3, 'unknown'),
                case
                    when claims.weapon_class in ('drone', 'decoy_drone') then 'drone'
                    when claims.weapon_class like '%missile' then 'missile'
                    else claims.weapon_class
                end
            )
    end as own_event_id, -- Attack that the claim names by itself; null for regional tallies and parts of a total, which only join attacks.
    concat_ws(
        ', ', concat(claims.scope, ' figure'), nullif(claims.weapon_as_written, ''), nullif(claims.target_as_written, '')
    ) as about, -- What it is about: scope, weapon and target in the report's own words.
from claims.strikes as claims
left join known.strikes as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
