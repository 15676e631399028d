-- Number of rows in each document, and what became of them.
-- grain: document
-- not for: judging a source by its size; a correction re-publishes thousands of unchanged rows.
create table quality.documents_read (
    document_id varchar not null, -- Document; see landed.documents.
    source varchar not null, -- Folder of the source.
    uri varchar not null, -- Where the document came from.
    reader_version varchar not null, -- Hash of the code, vocabulary and contracts it was read with.
    is_readable boolean not null, -- False when the document as a whole was quarantined.
    rows_in bigint not null, -- Rows or posts in the document, counted independently of the reader.
    rows_staged bigint not null, -- Rows that were read.
    rows_refused bigint not null, -- Rows quarantined while reading.
    rows_unmapped bigint not null, -- Rows read but quarantined while mapping to the vocabulary.
    rows_claimed bigint not null, -- Rows that yielded at least one claim.
    claims bigint not null, -- Claims in the document.
    is_claim_expected boolean not null -- True where every row must yield a claim (tables), false for texts.
);
