-- Reviewed decisions on what a claim speaks of; they stand above the rules of sql/<family>/links.sql.
-- grain: family x claim_id
-- not for: mending figures; a misread figure is mended where it is read, a source's known error under its `corrections`.
create table vocabulary.link_overrides (
    family varchar not null, -- Family of the claim: strikes, airspace, negotiations, exchanges or agreements.
    claim_id varchar not null, -- Claim that is decided on.
    event_id varchar not null, -- link: the event it speaks of, which other claims make; unlink: the event the rules give it.
    action varchar not null, -- link (it speaks of event_id, whatever the rules say) or unlink (it speaks of no event).
    reason varchar not null, -- Why, in a sentence.
    decided_by varchar not null, -- Who decided.
    decided_on date not null -- When.
);
