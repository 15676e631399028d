-- Where the figures of one event come from: every claim linked to it, with the words it rests on.
-- grain: claim_id
-- not for: counting; an event stands here once per claim. Event ids stand in `timeline`.
-- example: from explain('strike-2026-02-05-night-RUS-UKR-drone')
create macro explain(event) as table
select
    says, -- What the claim says of the event's figures; null when it gives none.
    about, -- What the claim speaks of: weapon and target, object and place, category and side, venue, name.
    reported_by, -- Who published the report.
    attributed_to, -- Whom the report cites; null when it cites nobody.
    quotes, -- The exact words or cells that its figures rest on, each after the name of its field.
    report_ref, -- The report's address or post id.
    published_stated, -- When the report was published, reduced to what is stated.
    role, -- primary, supporting, contradicting, regional, superseded or unlinked.
    reason, -- Why the claim is linked so, in words.
    is_counted, -- Whether what it says can enter the event's values.
    reporting_side, -- On whose side the speaker stands: ukraine, russia, third_party or media.
    source_type, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    source, -- Folder of the source it came through; whom to cite stands in marts.overview_sources.
    document_uri, -- Document it was read from.
    locator, -- Place in the document: a data row counted from 1, or a character range.
    event_in_words, -- Every figure of the event: best value, range where there is one, and whether it is disputed.
    best_rule, -- How each best value was chosen.
    note, -- What contradicts itself within one report of the event, in words that name the report; null when nothing does.
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
