-- Documents as they arrived, one row per source and content, and per what the file name adds (a post's number); the archive has the bytes under their SHA-256.
-- grain: document_id
-- not for: counting reports; one file may contain one post or ten thousand table rows.
create table landed.documents (
    document_id varchar not null, -- Hash of source, sha256 and what the file name adds; later tables refer to it.
    sha256 varchar not null, -- SHA-256 of the bytes, in hexadecimal; also their place in the archive.
    source varchar not null, -- Folder of the source under pipelines/defs/sources.
    uri varchar not null, -- Origin: inbox/<source>/<file>, shipped/<source>/<file> or an address.
    media_type varchar not null, -- Guessed from the file name; application/octet-stream when the name does not show it.
    bytes bigint not null, -- Size in bytes.
    published_stated varchar, -- Date in the document, ISO 8601; null when it has none.
    landed_at timestamptz not null, -- When the document landed.
    known_at timestamptz not null -- When its content became known: the document's date where its source declares how to read it, else landed_at.
);
