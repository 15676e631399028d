-- Other names of agreements and channels.
-- grain: alias
-- not for: guessing; a name that is neither here nor in a register becomes a separate agreement.
create table vocabulary.agreement_aliases (
    alias varchar not null, -- A name as a report or an extraction writes it; letter case does not matter.
    event_ref varchar not null -- The agreement's label, as in the agreement register.
);
