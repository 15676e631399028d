-- Reviewed decisions on which event a claim refers to; they overrule the rules of sql/<family>/links_rules.sql.
-- grain: family x claim_id
-- not for: correcting figures; fix a misread figure in the reader, a source's known error under its `corrections`.
create table vocabulary.link_overrides (
    family varchar not null, -- Family of the claim: strikes, airspace, negotiations, exchanges or agreements.
    claim_id varchar not null, -- Claim that the decision concerns.
    event_id varchar not null, -- link: an event that other claims refer to; unlink: the event that the rules assign.
    action varchar not null, -- link (the claim refers to event_id, whatever the rules say) or unlink (it refers to no event).
    reason varchar not null, -- Reason, in a sentence.
    decided_by varchar not null, -- Who decided.
    decided_on date not null -- Date of the decision.
);
