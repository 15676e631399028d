-- Jet-powered drones and decoys in a drone attack, where an account says anything of them.
-- grain: event_id x source
-- not for: shares of attacks at large; accounts seldom say, and more often when there is something to say.
with
claims as (
    select
        links.event_id,
        links.role = 'primary' as is_primary,
        known.*,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where
        links.weapon_group = 'drone'
        and links.role in ('primary', 'supporting', 'contradicting')
        and not list_contains(known.flags, 'part_of_total')
        and not list_contains(known.flags, 'beside_the_total')
),

accounts as (
    select
        event_id,
        source,
        bool_or(is_primary) as is_primary,
        min(night_of) as night_of,
        min(period) as period,
        min(attacker_iso3) as attacker_iso3,
        min(target_iso3) as target_iso3,
        case when count(launched) = count(*) then sum(launched) end as launched,
        sum(jet_powered) as jet_powered,
        sum(case when weapon_class = 'decoy_drone' then launched end) as decoys,
        -- A figure with decoys beside one without makes an account with decoys.
        max(case decoys_included when 'yes' then 3 when 'no' then 2 else 1 end) as decoys_rank,
        bool_or(weapon_class = 'decoy_drone') as names_decoys,
    from claims
    group by all
)

select
    event_id, -- Attack, as in events.strikes.
    source, -- Source whose account it is.
    is_primary, -- Whether it is the account that ranks first.
    night_of, -- Date on which the window ends in Kyiv.
    period, -- night, day, day24 or unknown.
    attacker_iso3, -- Attacking state.
    target_iso3, -- Attacked state.
    cast(launched as integer) as launched, -- Denominator: drones launched in this account; null when not stated, also in part.
    cast(jet_powered as integer) as jet_powered, -- Of them jet-powered; null when not stated, 0 only when stated.
    case when launched > 0 then round(cast(jet_powered as double) / launched, 4) end as jet_share, -- jet_powered over launched; null unless both are stated.
    cast(decoys as integer) as decoys, -- Of them decoys, where the account counts them apart; null when it does not.
    case when launched > 0 then round(cast(decoys as double) / launched, 4) end as decoy_share, -- decoys over launched; null unless both are stated.
    case when names_decoys or decoys_rank = 3 then 'yes' when decoys_rank = 2 then 'no' end as decoys_included, -- Whether decoys are inside launched: yes or no as stated; null where only jets are spoken of.
from accounts
where jet_powered is not null or names_decoys or decoys_rank > 1
order by event_id, source
