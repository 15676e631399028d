-- Every figure of every event as it was known at the end of a day (UTC), by today's rules.
-- A report without a date of its own counts as known from its landing, however old it is: all of the shipped strike
-- register does, and undated articles do. known_from then says when the ledger met it, not when it was published.
-- grain: family x event_id x figure
-- not for: what is true now; later corrections are left out on purpose.
-- example: from as_known_on('2026-02-05') where family = 'exchanges' and happened_stated = '2026-02-05'
create macro as_known_on(known_day) as table
select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, as it was named then.
    happened_stated, -- Date of the event as known then, reduced to what is stated.
    figure, -- Which figure, as in marts.overview_figures.
    value, -- Best value as known then, a number or a word; null where only a range was told.
    low, -- Lowest number told by then.
    best, -- Best number as known then; null where the figure is a word.
    high, -- Highest number told by then.
    known_from, -- Since when it was known so.
    known_to is not null as has_changed_since, -- Whether it is known otherwise today.
from marts.overview_figure_history
where
    epoch_us(known_from) < epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    and (
        known_to is null
        or epoch_us(known_to) >= epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    )
order by happened_stated, family, event_id, figure
