-- Violence by month, source and actor: events in which the actor takes part, on either side, and its own deaths.
-- grain: month x source x actor
-- not for: blame; a side is not an attacker. Events count under both of their actors, so rows are not added up.
-- test: unique(month, source, actor): Two rows for one actor would be added up.
with
sides as (
    select
        event_id,
        source,
        occurred_stated,
        deaths_best,
        side_a as actor,
        side_a_party as party,
        deaths_side_a as deaths_own,
    from events.violence
    where is_counted
    union all
    select
        event_id,
        source,
        occurred_stated,
        deaths_best,
        side_b as actor,
        side_b_party as party,
        deaths_side_b as deaths_own,
    from events.violence
    where is_counted
),

-- An event between two units of one party is one event of that party.
actors as (
    select
        event_id,
        source,
        cast(substr(occurred_stated, 1, 7) || '-01' as date) as month,
        coalesce(party, actor) as actor,
        max(party) as party,
        max(deaths_best) as deaths_best,
        sum(deaths_own) as deaths_own,
    from sides
    where length(occurred_stated) >= 7 and coalesce(party, actor) is not null
    group by all
)

select
    month, -- First day of the month.
    source, -- Folder of the source.
    actor, -- Party, ISO alpha-3 as in vocabulary.parties; where it is not a state's forces, the actor in the source's words.
    max(party) is not null as is_party, -- Whether it is a party of vocabulary.parties.
    count(*) as events, -- Events in which it takes part.
    cast(sum(deaths_own) as integer) as deaths_own, -- Its own deaths by the best estimates; null where the source does not count them apart.
    cast(sum(deaths_best) as integer) as deaths_all, -- All deaths in these events; null where the source counts none.
from actors
group by all
order by month, source, actor
