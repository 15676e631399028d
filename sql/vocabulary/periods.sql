-- Periods that a claim of strikes can cover. Two periods overlap where both cover the night or both the day.
-- grain: period
-- not for: hours; the window of a claim is in claims.strikes.
-- test: one_row_per_period = unique(period): A period with two rows would double its claims.
create table vocabulary.periods (
    period varchar not null, -- Period, as in claims.strikes.
    has_night boolean not null, -- Whether a figure for the period can include munitions of the night.
    has_day boolean not null, -- Whether a figure for the period can include munitions of the day.
    preference integer not null, -- Preference among attacks of different periods for a claim that fits several, 1 first.
    note varchar not null -- Meaning of the period.
);
