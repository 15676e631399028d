-- Claims behind the events of the table `page_events`, for the panel that a mark opens; newest events first.
-- grain: event_id x claim_id
-- not for: counting; several claims refer to one event.
select
    event_id, -- Event.
    family, -- Its family.
    happened_stated, -- Its date at the stated precision.
    role, -- Role of the claim for the event.
    reason, -- Why it has that role.
    is_counted, -- Whether it counts for the best value or the range.
    says, -- What it states.
    about, -- What it is about.
    summary, -- In a sentence.
    list_transform(evidence, lambda each: [each.field, each.quote]) as quotes, -- Fields with the exact words or cells.
    reported_by, -- Publisher.
    reporting_side, -- Side of the claimant.
    source_type, -- Kind of source.
    attributed_to, -- Whom the publisher cites.
    report_ref, -- Address or reference of the report.
    published_stated, -- Date of publication, as stated.
    source, -- Source of the ledger.
    document_sha256, -- Hash of the archived copy.
    locator, -- Row or characters in it.
from marts.overview_provenance
where event_id in (from page_events)
order by
    happened_stated desc nulls last, event_id, is_counted desc,
    case role when 'primary' then 1 when 'supporting' then 2 else 3 end,
    role, published_stated, reported_by, locator, claim_id
