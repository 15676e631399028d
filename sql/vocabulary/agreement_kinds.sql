-- Kinds of agreement, and how long after its last report an agreement of the kind can still be in force.
-- grain: kind
-- not for: terms of single agreements; see claims.agreements.
-- test: one_row_per_kind = unique(kind): A kind with two rows would double its agreements.
create table vocabulary.agreement_kinds (
    kind varchar not null, -- Kind, as in claims.agreements.
    horizon_days integer, -- Days after the last report of its start or extension on which it is possibly in force, where no end is reported; null where it does not lapse.
    basis varchar not null -- Reason for the horizon.
);
