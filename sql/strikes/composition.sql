-- Jet-powered drones and decoys in a drone attack, where an account mentions them.
-- grain: event_id x claimant
-- not for: shares over all attacks; accounts rarely mention decoys and jets, and more often when there are some.
with
claims as (
    select
        links.event_id,
        links.claimant,
        links.claimant_rank,
        links.is_added,
        known.weapon_class,
        known.launched,
        known.jet_powered,
        known.decoys_included,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where
        links.weapon_group = 'drone'
        -- A report can count decoys as a class inside its total.
        and (links.is_added or (links.role = 'supporting' and known.weapon_class = 'decoy_drone'))
),

accounts as (
    select
        event_id,
        claimant,
        min(claimant_rank) as claimant_rank,
        case
            when count(case when is_added then launched end) = count(case when is_added then 1 end)
                then sum(case when is_added then launched end)
        end as launched,
        sum(case when is_added then jet_powered end) as jet_powered,
        case
            when count(case when weapon_class = 'decoy_drone' then launched end) = count(case when weapon_class = 'decoy_drone' then 1 end)
                then sum(case when weapon_class = 'decoy_drone' then launched end)
        end as decoys,
        -- An account that has figures with and without decoys includes decoys.
        max(case decoys_included when 'yes' then 3 when 'no' then 2 else 1 end) as decoys_rank,
        bool_or(weapon_class = 'decoy_drone') as names_decoys,
    from claims
    group by all
)

select
    accounts.event_id, -- Attack, as in events.strikes.
    accounts.claimant, -- Claimant, as in links.strikes.
    coalesce(accounts.claimant_rank = 1, false) as is_primary, -- Whether the account ranks first.
    events.night_of, -- Date on which the window ends in Kyiv.
    events.period, -- night, day, day24 or unknown.
    events.attacker_iso3, -- Attacking state.
    events.target_iso3, -- Attacked state.
    cast(accounts.launched as integer) as launched, -- Denominator: drones launched in this account; null unless all parts are stated.
    cast(accounts.jet_powered as integer) as jet_powered, -- Of them, jet-powered; null when not stated, 0 only when stated.
    case when accounts.launched > 0 then round(cast(accounts.jet_powered as double) / accounts.launched, 4) end as jet_share, -- jet_powered over launched; null unless both are stated.
    cast(accounts.decoys as integer) as decoys, -- Of them, decoys, where the account counts them separately; null unless all are counted.
    case when accounts.launched > 0 then round(cast(accounts.decoys as double) / accounts.launched, 4) end as decoy_share, -- decoys over launched; null unless both are stated.
    case
        when accounts.names_decoys or accounts.decoys_rank = 3 then 'yes'
        when accounts.decoys_rank = 2 then 'no'
    end as decoys_included, -- Whether launched includes decoys, as stated: yes or no; null where the account mentions only jets.
from accounts
inner join events.strikes as events on accounts.event_id = events.event_id
where accounts.jet_powered is not null or accounts.names_decoys or accounts.decoys_rank > 1
order by accounts.event_id, accounts.claimant
