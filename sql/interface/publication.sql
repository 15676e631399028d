-- What this file was made from, and when.
-- grain: the publication
-- not for: interactive reading; the view `about` has the same in words.
create table publication (
    published_at timestamptz not null, -- When the file was made; the only value that differs between two files of equal content.
    as_of timestamptz, -- The file has what was known at this moment; null for everything known when it was made.
    version varchar not null, -- Version of the project that made it.
    fingerprint varchar not null, -- Hash of everything that determines the content: documents, code, SQL and vocabulary.
    storage varchar not null -- Storage format; this version of DuckDB and later ones open the file.
);
