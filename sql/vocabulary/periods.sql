-- Periods of a date that a claim of strikes can count, and what each covers. Two periods overlap where both cover the night or both the day.
-- grain: period
-- not for: hours; the window of a claim is in claims.strikes.
-- test: one_row_per_period = unique(period): A period with two rows would double its claims.
create table vocabulary.periods (
    period varchar not null, -- Period, as in claims.strikes.
    has_night boolean not null, -- Whether a figure of the period can hold munitions of the night.
    has_day boolean not null, -- Whether a figure of the period can hold munitions of the day.
    preference integer not null, -- Order in which a claim that fits several attacks joins one, 1 first.
    note varchar not null -- What the period is.
);
