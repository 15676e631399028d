-- Types of sources in the order in which their figures are preferred.
-- grain: source_type
-- not for: judging reliability; the rank decides whose figure becomes best where accounts differ; the range keeps the others.
create table vocabulary.source_types (
    source_type varchar not null, -- Source type, as in every claims table.
    source_rank integer not null, -- 1 is preferred first.
    note varchar not null -- Which publishers belong to it.
);
