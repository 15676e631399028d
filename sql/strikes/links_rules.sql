-- Attack that the rules assign to each claim. Totals define attacks; parts, regional tallies and counts of people join one.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.strikes.
-- test: unique(claim_id): A claim listed twice would be counted twice.
with
claims as (
    select
        windows.*,
        claims.night_of,
        claims.sides,
        claims.weapon_group,
        periods.has_night,
        periods.has_day,
        periods.preference,
    from links.strikes_windows as windows
    inner join links.strikes_claims as claims on windows.claim_id = claims.claim_id
    inner join vocabulary.periods as periods on windows.period = periods.period
),

attacks as (
    select
        night_of,
        sides,
        weapon_group,
        period,
        has_night,
        has_day,
        preference,
        max(case when is_total then 1 else 0 end) as has_national_account,
    from claims
    where weapon_group <> 'unspecified'
    group by all
),

fitting as (
    select
        claims.claim_id,
        attacks.period,
        attacks.weapon_group,
        -- A tally without hours is not linked if it can belong to either the night or the day.
        claims.weapon_group = 'unspecified' or attacks.period = claims.period as is_certain,
        row_number() over (
            partition by claims.claim_id
            order by
                attacks.has_national_account desc,
                case when attacks.period = claims.period then 0 else 1 end,
                attacks.preference,
                case attacks.weapon_group when 'drone' then 1 when 'missile' then 2 when 'glide_bomb' then 3 when 'air_target' then 4 else 5 end
        ) as place,
        count(*) over (partition by claims.claim_id, attacks.weapon_group) as choices,
    from claims
    inner join attacks
        on claims.night_of = attacks.night_of
        and claims.sides = attacks.sides
        and (
            claims.weapon_group = 'unspecified'
            or (claims.weapon_group = attacks.weapon_group and attacks.has_national_account = 1)
        )
        and ((claims.has_night and attacks.has_night) or (claims.has_day and attacks.has_day))
    where not claims.is_total or claims.weapon_group = 'unspecified'
),

placed as (
    select
        claims.claim_id,
        claims.night_of,
        claims.sides,
        claims.stated_period,
        claims.relation,
        claims.weapon_group as stated_group,
        coalesce(fitting.period, claims.period) as period,
        coalesce(fitting.weapon_group, claims.weapon_group) as weapon_group,
    from claims
    left join fitting
        on claims.claim_id = fitting.claim_id
        and fitting.place = 1
        and (fitting.is_certain or fitting.choices = 1)
)

select
    claim_id, -- Claim, as in claims.strikes.
    concat_ws('-', 'strike', cast(night_of as varchar), period, sides, weapon_group) as event_id, -- strike-<night_of>-<period>-<attacker>-<target>-<weapon group>.
    case
        when relation = 'joins' and stated_period = 'unknown' then concat('names only the date, for which one attack is known, in the ', period)
        when relation = 'joins' then concat('counts 24 hours, but equals what others count in the ', period)
        when stated_group = 'unspecified' and weapon_group <> 'unspecified' then concat('counts only people, for the attack of that night listed under ', weapon_group)
    end as reason, -- Rule that applied, in words; null where the claim itself identifies the attack.
    period, -- Period of the attack.
    weapon_group, -- Weapon group of the attack; for a count of people, that of an attack at the same time.
from placed
order by claim_id
