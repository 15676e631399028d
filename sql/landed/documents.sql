-- Documents as they arrived, one row per source and content; the bytes lie in the archive under their SHA-256.
-- grain: source x sha256
-- not for: counting reports; one file may hold one post or ten thousand table rows.
create table landed.documents (
    document_id varchar not null, -- Hash of source and sha256; what every later row refers to.
    sha256 varchar not null, -- SHA-256 of the bytes, in hexadecimal; also their place in the archive.
    source varchar not null, -- Folder of the source under pipelines/defs/sources.
    uri varchar not null, -- Where it came from: inbox/<source>/<file>, shipped/<source>/<file> or an address.
    media_type varchar not null, -- Guessed from the file's name; application/octet-stream when it says nothing.
    bytes bigint not null, -- Size in bytes.
    published_stated varchar, -- Date the document carries, ISO 8601; null when it carries none.
    landed_at timestamptz not null, -- When it was first seen here.
    known_at timestamptz not null -- From when its content counts as known: the date it carries where its source says how to read it, else landed_at.
);
