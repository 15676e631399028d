-- What could not be read or mapped, each with its reason; nothing is dropped without a row here.
-- grain: document x locator x stage
-- not for: counting errors of the war; these are errors of reading, mostly ours to mend.
create table quality.quarantined_rows (
    source varchar not null, -- Folder of the source, or of the inbox when no source has that name.
    document_id varchar not null, -- Document; see landed.documents.
    uri varchar not null, -- Where the document came from.
    locator varchar not null, -- Data row counted from 1, character range, or "document" for the whole of it.
    stage varchar not null, -- land, read or map: how far the row came.
    reason varchar not null, -- What is wrong, with the value met and what to do about it.
    raw varchar -- The row as it stands, cut to 2,000 characters; null for a whole document, which the archive has.
);
