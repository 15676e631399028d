-- What each claim states of the agreement it is linked to: one change and its date.
-- grain: event_id x claim_id x figure
-- not for: counting changes; marts.overview_statements has all families, with the wording and who reports it.
-- test: unique(event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: not_null(is_account): A statement that is marked neither way would be left out of every disagreement.
select
    links.event_id, -- Agreement, as in events.agreements.
    links.claim_id, -- Claim, as in claims.agreements.
    concat(known.event, '_on') as figure, -- The change: signed_on, expired_on and so on.
    links.role, -- Role of the claim for the agreement; see links.agreements.
    links.role in ('primary', 'supporting', 'contradicting') as is_counted, -- Whether it can affect the event's value.
    false as is_account, -- Always false: dates are compared change by change; see marts.agreements_disputes.
    cast(null as integer) as number, -- Always null: claims of agreements state dates.
    cast(null as integer) as low, -- Always null: claims of agreements state dates.
    cast(null as integer) as high, -- Always null: claims of agreements state dates.
    cast(null as varchar) as qualifier, -- Always null: claims of agreements state dates.
    coalesce(known.event_stated, 'undated') as word, -- Date of the change, ISO 8601 at the stated precision, or undated.
from links.agreements as links
inner join known.agreements as known on links.claim_id = known.claim_id
where links.role <> 'unlinked'
order by event_id, claim_id, figure
