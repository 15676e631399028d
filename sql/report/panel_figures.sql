-- Figures of the events of the table `page_events` with range and rule, for the panel that a mark opens.
-- grain: event_id x figure
-- not for: adding up; figures of different kinds are listed together.
select
    event_id, -- Event.
    figure, -- Figure.
    value, -- Best value; null where sources give only a range.
    low, -- Lowest reported.
    high, -- Highest reported.
    is_disputed, -- Whether sources differ.
    best_rule, -- How the best value was chosen.
from marts.overview_figures
where event_id in (from page_events)
order by event_id, figure
