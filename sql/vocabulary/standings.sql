-- Standings of publishers in the order in which their figures are preferred.
-- grain: standing
-- not for: judging truth; a rank says whose figure stands as best where accounts differ, the range keeps the others.
create table vocabulary.standings (
    standing varchar not null, -- Standing, as in every claims table.
    rank integer not null, -- 1 is preferred first.
    note varchar not null -- Who stands there.
);
