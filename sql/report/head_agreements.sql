-- Agreements in force, for the head of the page.
-- grain: figure
-- not for: trends; each figure is one event or one count.
with
publication as (
    select cast(coalesce(as_of, published_at) as date) as published_on,
    from main.publication
),

in_force as (
    select
        'in_force' as figure,
        publication.published_on as dated_on,
        count(*) filter (
            where agreements.surely_from <= publication.published_on
            and (agreements.surely_until is null or publication.published_on < agreements.surely_until)
        ) as low,
        cast(null as bigint) as best,
        count(*) as high,
        list(agreements.event_id order by agreements.event_id) as event_ids,
    from marts.agreements_in_force as agreements
    cross join publication
    where
        agreements.possibly_from <= publication.published_on
        and (agreements.possibly_until is null or publication.published_on <= agreements.possibly_until)
    group by all
)

select
    figure, -- in_force.
    dated_on, -- Date of the publication.
    cast(low as integer) as low, -- Certainly in force.
    cast(best as integer) as best, -- Always null: between low and high.
    cast(high as integer) as high, -- Possibly in force too.
    event_ids, -- Every agreement in force.
from in_force
where dated_on is not null
order by figure
