-- Claims read from texts that no table uses yet, because their tier is below the lowest one in use. `ledger review` walks them.
-- grain: family x claim_id
-- not for: counting events; a waiting claim may be wrong or repeat a claim in use.
-- test: unique(family, claim_id), critical: A claim that waits twice would be decided twice.
create table quality.review_queue (
    family varchar not null, -- Family of the claim.
    claim_id varchar not null, -- Id that the claim has once it is accepted.
    source varchar not null, -- Folder of the source under pipelines/defs/sources.
    document_id varchar not null, -- Document; see landed.documents.
    locator varchar not null, -- Place in the document.
    reported_by varchar not null, -- Who published the report.
    report_ref varchar, -- The report's address or post id.
    published_stated varchar, -- When the report was published, ISO 8601 at the stated precision.
    extraction_tier varchar not null, -- Its tier: C, or B too where the setting `lowest_tier` is A.
    extraction_reason varchar, -- Why it has that tier, in words.
    claim_json varchar not null, -- What the claim states: a JSON object of its columns.
    evidence struct(field varchar, quote varchar, char_start integer, char_end integer, "column" varchar, "row" integer)[] -- The characters that support each value.
);
