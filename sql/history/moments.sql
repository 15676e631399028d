-- Moments at which a claim of a component became known, was replaced or was withdrawn, in order.
with
each_moment as (
    select
        components.family,
        components.component,
        claim_history.known_from as known_at,
    from claim_history_each_family as claim_history
    inner join components on components.family = 'each_family' and claim_history.claim_id = components.claim_id
    union
    select
        components.family,
        components.component,
        claim_history.known_to as known_at,
    from claim_history_each_family as claim_history
    inner join components on components.family = 'each_family' and claim_history.claim_id = components.claim_id
    where claim_history.known_to is not null
)

select
    family,
    component,
    known_at,
    row_number() over component_in_time as moment_no,
    lead(known_at) over component_in_time as next_known_at,
from each_moment
window component_in_time as (
    partition by family, component
    order by known_at
)
