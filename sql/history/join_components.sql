-- Components that share an event become one.
update components
set component = joining.joined
from (
    select
        family,
        component,
        min(joined) as joined,
    from merged_components
    group by all
) as joining
where components.family = joining.family and components.component = joining.component
