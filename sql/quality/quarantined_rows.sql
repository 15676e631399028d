-- Rows and documents that could not be read or mapped, each with its reason; nothing is dropped without a row here.
-- grain: document x locator x stage
-- not for: judging sources; most of these are errors of our readers, to be fixed here.
create table quality.quarantined_rows (
    source varchar not null, -- Folder of the source, or of the inbox when no source has that name.
    document_id varchar not null, -- Document; see landed.documents.
    uri varchar not null, -- Where the document came from.
    locator varchar not null, -- Data row counted from 1, a character range, or "document" for the entire document.
    stage varchar not null, -- land, read or map: the stage at which it failed.
    reason varchar not null, -- What is wrong, with the value found and what to do about it.
    raw varchar -- Original row, cut to 2,000 characters; null for an entire document, which the archive has.
);
