-- Known values of every figure of every event, past and current, with the interval in which each was known. Past values follow today's rules.
-- grain: family x event_id x figure x known_from
-- not for: current values without the filter `known_to is null`. Events on different days are assumed not to affect each other.
create table marts.overview_figure_history (
    family varchar not null, -- Family of the event, such as strikes or exchanges.
    event_id varchar not null, -- Event, as events.<family> named it at that time; a label that arrives later gives an event a new id.
    happened_stated varchar, -- Date of the event as known then, ISO 8601 at the stated precision.
    figure varchar not null, -- Figure, as in marts.overview_figures.
    known_from timestamptz not null, -- When this value became known.
    known_to timestamptz, -- When it ceased to be the known value; null while it is current.
    value varchar, -- Best value as known then, a number or a word; null where sources gave only a range.
    low integer, -- Lowest number reported by then.
    best integer, -- Best number as known then; null where the figure is a word.
    high integer -- Highest number reported by then.
);
