-- Russian strikes on Ukraine on each of the 14 dates before and after the start of a round of talks. ASSOCIATION, NOT CAUSE.
-- families: strikes, negotiations
-- grain: talks_event_id x offset_days x weapon_group
-- not for: averages over rounds; rounds are close together and share nights. See marts.overview_talks_and_strikes.
with
offsets as (
    select cast(unnest(generate_series(-14, 14)) as integer) as offset_days,
),

weapon_groups as (
    select *,
    from (
        values
            ('drone'),
            ('missile')
    ) as t (weapon_group)
),

strikes as (
    select
        night_of,
        weapon_group,
        launched_best,
    from marts.strikes_daily_by_group
    where attacker_iso3 = 'RUS' and target_iso3 = 'UKR'
),

rounds as (
    select *,
    from marts.negotiations_timeline
)

select
    rounds.event_id as talks_event_id, -- Round, as in events.negotiations.
    rounds.started_on, -- First day of the round.
    rounds.process, -- Series of talks.
    coalesce(list_contains(rounds.parties, 'RUS') and list_contains(rounds.parties, 'UKR'), false) as has_both_parties, -- Whether Russia and Ukraine both took part.
    offsets.offset_days, -- Days from the first day of the round, -14 to 14.
    rounds.started_on + offsets.offset_days as night_of, -- Date on which the windows end in Kyiv.
    weapon_groups.weapon_group, -- drone or missile.
    strikes.launched_best, -- Launched; null when not known.
from rounds
cross join offsets
cross join weapon_groups
left join strikes
    on rounds.started_on + offsets.offset_days = strikes.night_of
    and weapon_groups.weapon_group = strikes.weapon_group
order by rounds.started_on, rounds.event_id, weapon_groups.weapon_group, offsets.offset_days
