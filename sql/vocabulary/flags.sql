-- Flags of claims: cautions for the reader, each in words.
-- grain: flag
-- not for: leaving claims out; what a flag does to a claim's role is decided in the links of its family.
-- test: one_row_per_flag = unique(flag): A flag with two meanings would double its claims.
create table vocabulary.flags (
    flag varchar not null, -- Flag, as in claims.<family>.flags.
    meaning varchar not null, -- What it says of the claim.
    is_reason_for_no_address boolean not null -- True where it says why a claim has no address.
);
