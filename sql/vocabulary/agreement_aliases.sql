-- Names under which one agreement or channel is told of.
-- grain: alias
-- not for: guessing; a name that is not here and that no register uses stays an agreement of its own.
create table vocabulary.agreement_aliases (
    alias varchar not null, -- A name as a report or an extraction writes it; letter case does not matter.
    event_ref varchar not null -- The agreement's label, as in the agreement register.
);
