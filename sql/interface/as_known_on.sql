-- Every figure of every event as it was known at the end of a day (UTC), by today's rules.
-- A report without a publication date counts as known from its landing, however old it is: this holds for the entire shipped
-- strike register and for undated articles. For these, known_from is the date of landing, not of publication.
-- grain: family x event_id x figure
-- not for: current values; later corrections are left out on purpose.
-- example: from as_known_on('2026-02-05') where family = 'exchanges' and happened_stated = '2026-02-05'
create macro as_known_on(known_day) as table
select
    family, -- Family of the event, such as strikes or exchanges.
    event_id, -- Event, under the id it had then.
    happened_stated, -- Date of the event as known then, ISO 8601 at the stated precision.
    figure, -- Figure, as in marts.overview_figures.
    value, -- Best value as known then, a number or a word; null where sources gave only a range.
    low, -- Lowest number reported by then.
    best, -- Best number as known then; null where the figure is a word.
    high, -- Highest number reported by then.
    known_from, -- When this value became known.
    known_to is not null as has_changed_since, -- Whether it has changed since.
from marts.overview_figure_history
where
    epoch_us(known_from) < epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    and (
        known_to is null
        or epoch_us(known_to) >= epoch_us(cast(cast(known_day as date) + 1 as timestamp))
    )
order by happened_stated, family, event_id, figure
