-- Merges components that share an event.
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
