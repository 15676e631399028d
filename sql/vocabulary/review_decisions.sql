-- Reviewed decisions on claims that were read from texts; `ledger review` writes them, and they survive reading again.
-- grain: family x claim_id x field
-- not for: a source's known error, which belongs under its `corrections`; linking, see vocabulary.link_overrides.
create table vocabulary.review_decisions (
    family varchar not null, -- Family of the claim.
    claim_id varchar not null, -- Claim that the decision concerns, as in quality.review_queue.
    action varchar not null, -- accept (the claim counts as tier B), reject (no table uses it) or correct (accepted with another value).
    field varchar, -- correct: the column that the value belongs to; null otherwise.
    value varchar, -- correct: the value; null otherwise.
    quote varchar, -- correct: the characters of the text that state the value; null otherwise.
    char_start integer, -- correct: offset of the first of these characters; null otherwise.
    char_end integer, -- correct: offset behind the last of these characters; null otherwise.
    reason varchar not null, -- Reason, in a sentence.
    decided_by varchar not null, -- Who decided.
    decided_on date not null -- Date of the decision.
);
