-- Cadences of sources, and how long after its newest item a source of the cadence is late.
-- grain: cadence
-- not for: the age of a source; see `ages`.
-- test: one_row_per_cadence = unique(cadence): A cadence with two rows would double its sources.
create table vocabulary.cadences (
    cadence varchar not null, -- Cadence, as in landed.sources.
    late_after_days integer, -- Days after its newest item on which a source is late; null where the cadence promises nothing.
    meaning varchar not null -- When such a source publishes.
);
