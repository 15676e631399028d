-- What this file was made from, and when.
-- grain: the publication
-- not for: reading by hand; the view `about` says the same in words.
create table publication (
    published_at timestamptz not null, -- When the file was made; the only value that differs between two files of equal content.
    as_of timestamptz, -- The file tells what was known at this moment; null for all that was known when it was made.
    version varchar not null, -- Version of the project that made it.
    fingerprint varchar not null, -- Hash of all the content follows from: documents, code, SQL and vocabulary.
    storage varchar not null -- Storage format; this version of DuckDB and later ones open the file.
);
