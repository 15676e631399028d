-- Readings: what each document says, claim by claim, before repeats are folded into revisions.
-- A reading has its claim's columns, the hash of what it says and, where it carries one, its own date.
create table readings.family as
select
    * exclude (revision, known_from, known_to),
    null::ubigint as content_hash,
    null::varchar as series,
from claims.family
limit 0;
