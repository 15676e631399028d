-- What every figure of every event was known to be, and from when until when: past values by the same rules as today's.
-- grain: family x event_id x figure x known_from
-- not for: what is true now without `known_to is null`. Events that lie on other days are taken not to bear upon each other.
create table marts.overview_figure_history (
    family varchar not null, -- Family of the event, such as strikes or exchanges.
    event_id varchar not null, -- Event, as events.<family> named it at that time; a label that arrives later gives an event a new id.
    happened_stated varchar, -- Date of the event as known then, ISO 8601 reduced to what is stated.
    figure varchar not null, -- Which figure, as in marts.overview_figures.
    known_from timestamptz not null, -- From when this was what the sources together told.
    known_to timestamptz, -- Until when; null while it stands.
    value varchar, -- Best value as known then, a number or a word; null where only a range was told.
    low integer, -- Lowest number told by then.
    best integer, -- Best number as known then; null where the figure is a word.
    high integer -- Highest number told by then.
);
