-- How far apart two claims of airspace incidents can be and still be linked, for each pair of kinds, object and days apart.
-- grain: kind x other_kind x object_group x days_apart
-- not for: concluding that closer claims are one incident; state, object and place must agree too.
-- test: unique(kind, other_kind, object_group, days_apart): A pair with two tolerances would link a claim twice.
with
tolerances as (
    select *,
    from vocabulary.linking_tolerances
    where family = 'airspace'
),

gaps as (
    select unnest(generate_series(0, max(days))) as days_apart,
    from tolerances
)

select
    one.kind, -- Kind of the one claim: violation, dangerous_encounter or sighting.
    other.kind as other_kind, -- Kind of the other claim.
    one.object_group, -- drone, aircraft, helicopter, missile or balloon.
    cast(gaps.days_apart as integer) as days_apart, -- Days between the two dates.
    max(least(one.km, other.km)) as km, -- Kilometres between the two points, at most: the narrower tolerance of the two kinds. A tolerance of 100 km or more covers a swarm in one night.
from tolerances as one
inner join tolerances as other on one.object_group = other.object_group
inner join gaps on gaps.days_apart <= one.days and gaps.days_apart <= other.days
group by one.kind, other.kind, one.object_group, gaps.days_apart
order by one.kind, other.kind, one.object_group, gaps.days_apart
