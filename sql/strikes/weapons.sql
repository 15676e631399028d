-- Weapons of each attack, from one account.
-- The account is the highest-ranking one that names models, else the highest-ranking one of all. Accounts are never mixed,
-- so that the rows of one attack with is_in_total add up to that account's figure.
-- grain: event_id x weapon_class x weapon x is_in_total
-- not for: totals, except over rows with is_in_total; nor splitting a figure that covers several weapons.
with
claims as (
    select
        links.event_id,
        links.claimant,
        links.claimant_rank,
        known.weapon_class,
        case when array_length(known.weapons) > 0 then array_to_string(list_sort(known.weapons), ' + ') end as weapon,
        known.launched,
        words.intercepted,
        links.is_added as is_in_total,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    inner join links.strikes_claims as words on links.claim_id = words.claim_id
    where
        known.weapon_class is not null
        and (links.is_added or (links.role = 'supporting' and list_contains(known.flags, 'beside_the_total')))
),

accounts as (
    select
        event_id,
        claimant,
        row_number() over (
            partition by event_id
            order by case when count(weapon) > 0 then 0 else 1 end, min(claimant_rank), claimant
        ) as place,
    from claims
    where is_in_total
    group by event_id, claimant
),

-- A sum is null if a part is not stated.
summed as (
    select
        claims.event_id,
        claims.claimant,
        claims.weapon_class,
        claims.weapon,
        claims.is_in_total,
        case when count(claims.launched) = count(*) then sum(claims.launched) end as launched,
        case when count(claims.intercepted) = count(*) then sum(claims.intercepted) end as intercepted,
        count(*) as claims,
    from claims
    inner join accounts
        on claims.event_id = accounts.event_id
        and claims.claimant = accounts.claimant
        and accounts.place = 1
    group by all
)

select
    summed.event_id, -- Attack, as in events.strikes.
    events.night_of, -- Date on which the window ends in Kyiv.
    events.period, -- night, day, day24 or unknown.
    events.attacker_iso3, -- Attacking state.
    events.target_iso3, -- Attacked state.
    events.weapon_group, -- Weapon group of the attack.
    summed.weapon_class, -- Class of the weapon, as in claims.strikes.
    summed.weapon, -- Weapon id of vocabulary.weapons, several joined by ' + ' where one figure covers them; null when no model is named.
    summed.is_in_total, -- False for front-line drones that the account lists outside its total.
    cast(summed.launched as integer) as launched, -- Launched; null unless all parts are stated.
    cast(summed.intercepted as integer) as intercepted, -- Shot down or suppressed, else shot down; null unless all parts are stated.
    summed.claimant, -- Claimant, as in links.strikes.
    summed.claims, -- Claims that the row is the sum of.
from summed
inner join events.strikes as events on summed.event_id = events.event_id
order by summed.event_id, summed.weapon_class, summed.weapon, summed.is_in_total
