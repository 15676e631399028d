-- Claims behind the events of the table `page_events`, for the panel that a mark opens; newest events first.
-- grain: event_id x claim_id
-- not for: counting; several claims refer to one event.
with
names as (
    select map(list(party_id), list(name_en)) as name_of,
    from vocabulary.parties
)

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
    list_transform(evidence, lambda each: [each['field'], each['quote']]) as quotes, -- Fields with the exact words or cells.
    reported_by, -- Publisher.
    reporting_side, -- Side of the claimant.
    source_type, -- Kind of source.
    coalesce(
        names.name_of[split_part(attributed_to, ':', 1)] || substr(attributed_to, length(split_part(attributed_to, ':', 1)) + 1),
        attributed_to
    ) as attributed_to, -- Whom the publisher cites, with the state's name in the place of its code.
    address, -- Address or post id of the report; for a report without one, why, in words.
    published_stated, -- Date of publication, as stated.
    source, -- Source of the ledger.
    document_sha256, -- Hash of the archived copy.
    locator, -- Row or characters in it.
from marts.overview_provenance
cross join names
where event_id in (from page_events)
order by
    happened_stated desc nulls last, event_id, is_counted desc,
    case role when 'primary' then 1 when 'supporting' then 2 else 3 end,
    role, published_stated, reported_by, locator, claim_id
