-- Dates stated by each claim of an attack, and the attack id that the claim alone gives; one row per revision of the claim.
-- grain: claim_id x revision
-- not for: counting attacks; several claims refer to one. Dates of attacks are in events.strikes.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in the coverage of its source.
select
    claims.claim_id, -- Claim, as in claims.strikes.
    claims.revision, -- Revision of the claim, from 1.
    claims.source, -- Folder of the source.
    claims.known_from, -- When this revision became known.
    claims.known_to, -- When it was replaced or withdrawn; null while it is current.
    known.claim_id is not null as is_known, -- Whether it is known at the as-of moment of the build.
    cast(claims.night_of as varchar) as first_stated, -- Date on which its window ends in Kyiv; null for a week or longer.
    cast(claims.night_of as varchar) as last_stated, -- Same as first_stated: a window has one date.
    case
        -- National claims define attacks; tallies and parts only join them.
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
    end as own_event_id, -- Attack id from this claim alone, before it is linked with others; null for regional tallies and parts of a total, which only join attacks.
    concat_ws(
        ', ', concat(claims.scope, ' figure'), nullif(claims.weapon_as_written, ''), nullif(claims.target_as_written, '')
    ) as about, -- Subject of the claim: scope, weapon and target in the report's words.
from claims.strikes as claims
left join known.strikes as known
    on claims.claim_id = known.claim_id
    and claims.revision = known.revision
order by claims.claim_id, claims.revision
