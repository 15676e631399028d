-- Where the figures of one event come from: every claim linked to it, with the words it is based on.
-- grain: claim_id
-- not for: counting; an event has one row per claim. Event ids are in `timeline`.
-- example: from explain('strike-2026-02-05-night-RUS-UKR-drone')
create macro explain(event) as table
select
    address, -- The report's address or post id; for a report without one, why, in words.
    says, -- Figures of the event that the claim states; null when it states none.
    about, -- Subject of the claim: weapon and target, object and place, category and side, venue, or name.
    reported_by, -- Who published the report.
    attributed_to, -- Whom the report cites; null when it cites no one.
    quotes, -- Exact words or cells that its figures are based on, each after the name of its field.
    published_stated, -- When the report was published, ISO 8601 at the stated precision.
    role, -- primary, supporting, contradicting, regional, superseded or unlinked.
    reason, -- Why the claim is linked and has this role, in words.
    is_counted, -- Whether its figures can affect the event's values.
    reporting_side, -- Side of whom the report cites, else of its publisher: ukraine, russia, third_party or media.
    source_type, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    source, -- Folder of the source it came through; marts.overview_sources says whom to cite.
    document_uri, -- Document that the claim was read from.
    locator, -- Place in the document: a data row counted from 1, or a character range.
    event_in_words, -- Every figure of the event: best value, range if there is one, and whether it is disputed.
    best_rule, -- How each best value was chosen.
    note, -- Contradictions within one report of the event, in words that name the report; null when there are none.
    claim_id, -- Claim, as in claims.<family>.
    family, -- Family of the event, such as strikes or exchanges.
from marts.overview_provenance
where event_id = event
order by
    case role
        when 'primary' then 0
        when 'supporting' then 1
        when 'contradicting' then 2
        else 3
    end,
    role,
    reported_by,
    claim_id
