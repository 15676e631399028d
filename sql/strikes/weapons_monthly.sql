-- Weapons of Russian strikes on Ukraine per month: launched and intercepted, by the accounts chosen in marts.strikes_weapons.
-- grain: month x weapon_class x weapon
-- not for: reading a fall of one model as a fall in its use; models are named less often since 2025, and a joined row (a + b) can hide them.
with
counted as (
    select
        *,
        cast(date_trunc('month', night_of) as date) as month,
    from marts.strikes_weapons
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR' and is_in_total
)

select
    month, -- First day of the month.
    weapon_class, -- Class of the weapon, as in claims.strikes.
    weapon, -- Weapon id of vocabulary.weapons, several joined by ' + '; null when no model is named.
    count(distinct night_of) as dates, -- Dates on which it is reported.
    count(launched) as figures_known, -- Number of known figures for launched.
    cast(sum(launched) as integer) as launched, -- Sum of the known figures; null when none is known.
    cast(sum(case when launched is not null then intercepted end) as integer) as intercepted_known, -- Intercepted, where launched is known too.
    cast(sum(case when intercepted is not null then launched end) as integer) as rate_launched, -- Launched where both are known: denominator for intercepted_known within one regime.
from counted
group by all
order by month, weapon_class, weapon
