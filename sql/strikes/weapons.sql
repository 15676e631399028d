-- Weapons of each attack, as one account counts them.
-- The account is the one that ranks first among those that name models, else the one that ranks first;
-- accounts are never mixed, so that the rows of one attack with is_in_total add up to that account's figure.
-- grain: event_id x weapon_class x weapons x is_in_total
-- not for: totals, unless both is_in_total and is_counted hold; nor splitting a figure that names several weapons.
with
claims as (
    select
        links.event_id,
        links.weapon_group,
        links.role = 'primary' as is_primary,
        known.source,
        known.night_of,
        known.period,
        known.attacker_iso3,
        known.target_iso3,
        known.weapon_class,
        case when len(known.weapons) > 0 then array_to_string(list_sort(known.weapons), ' + ') end as weapons,
        known.launched,
        case
            when known.shot_down_or_suppressed is not null then known.shot_down_or_suppressed
            when known.shot_down is not null and known.suppressed is not null then known.shot_down + known.suppressed
            else known.shot_down
        end as intercepted,
        not list_contains(known.flags, 'beside_the_total') as is_in_total,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where
        links.role in ('primary', 'supporting', 'contradicting')
        and known.weapon_class is not null
        and not list_contains(known.flags, 'part_of_total')
),

accounts as (
    select
        event_id,
        source,
        row_number() over (
            partition by event_id
            order by case when count(weapons) > 0 then 0 else 1 end, case when bool_or(is_primary) then 0 else 1 end, source
        ) as place,
    from claims
    where is_in_total
    group by event_id, source
),

whole_days as (
    select distinct
        night_of,
        attacker_iso3,
        target_iso3,
        weapon_group,
    from claims
    where period = 'day24' and is_in_total
),

-- A part that is not stated leaves its sum unknown.
summed as (
    select
        claims.event_id,
        claims.weapon_group,
        claims.night_of,
        claims.period,
        claims.attacker_iso3,
        claims.target_iso3,
        claims.source,
        claims.weapon_class,
        claims.weapons,
        claims.is_in_total,
        case when count(claims.launched) = count(*) then sum(claims.launched) end as launched,
        case when count(claims.intercepted) = count(*) then sum(claims.intercepted) end as intercepted,
        count(*) as claims,
    from claims
    inner join accounts
        on claims.event_id = accounts.event_id
        and claims.source = accounts.source
        and accounts.place = 1
    group by all
)

select
    summed.event_id, -- Attack, as in events.strikes.
    summed.night_of, -- Date on which the window ends in Kyiv.
    summed.period, -- night, day, day24 or unknown.
    summed.attacker_iso3, -- Attacking state.
    summed.target_iso3, -- Attacked state.
    summed.weapon_group, -- Weapon group of the attack.
    summed.weapon_class, -- Class of the weapon, as in claims.strikes.
    summed.weapons, -- Weapon id of vocabulary.weapons, several joined by ' + ' where one figure covers them; null when no model is named.
    summed.is_in_total, -- False for front-line drones that the account names beside its total.
    whole_days.night_of is null or summed.period = 'day24' as is_counted, -- False where a 24-hour figure of the same date and group contains it.
    cast(summed.launched as integer) as launched, -- Launched; null when not stated, also in part.
    cast(summed.intercepted as integer) as intercepted, -- Shot down or suppressed, or shot down where the account tells no more; null when not stated.
    summed.source, -- Source whose account it is.
    summed.claims, -- Claims it is made of.
from summed
left join whole_days
    on summed.night_of = whole_days.night_of
    and summed.attacker_iso3 is not distinct from whole_days.attacker_iso3
    and summed.target_iso3 is not distinct from whole_days.target_iso3
    and summed.weapon_group = whole_days.weapon_group
order by summed.event_id, summed.weapon_class, summed.weapons, summed.is_in_total
