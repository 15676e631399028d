-- What each claim states of each figure of the event it is linked to, one row each, in all families.
-- grain: family x event_id x claim_id x figure
-- not for: adding up; claims overlap, and `is_counted` marks those that enter a value.
-- test: one_row_per_statement = unique(family, event_id, claim_id, figure): A statement with two rows would be counted twice.
-- test: value_given = not_null(value): A statement without a value states nothing.
with
statements as (
    select *,
    from every_family.statements
),

claims as (
    select
        family,
        claim_id,
        source,
        reported_by,
        reporting_side,
        attributed_to,
        report_ref,
    from every_family.known
)

select
    statements.family, -- Family of the event, such as strikes or exchanges.
    statements.event_id, -- Event, as in events.<family>.
    statements.claim_id, -- Claim, as in claims.<family>.
    statements.figure, -- Figure, named as in marts.overview_figures; claims of agreements state signed_on, expired_on and so on.
    statements.role, -- Role of the claim in the event; see links.<family>.
    statements.is_counted, -- Whether the figure can affect the event's value: false for regional tallies, superseded reports, parts of a stated total and figures that contain it.
    statements.is_account, -- Whether the statement alone is its claimant's account; false where an account is the sum of several claims.
    claims.source, -- Folder of the source.
    claims.reported_by, -- Who published the report.
    claims.reporting_side, -- Side of whom the report cites, else of its publisher: ukraine, russia, third_party or media.
    claims.attributed_to, -- Whom the report cites; null when it cites no one.
    claims.report_ref, -- The report's address or post id.
    case
        when statements.number is not null and statements.qualifier in ('at_least', 'up_to', 'about')
            then concat(replace(statements.qualifier, '_', ' '), ' ', statements.number)
        when statements.number is not null then cast(statements.number as varchar)
        when statements.low is not null and statements.high is not null then concat(statements.low, ' to ', statements.high)
        when statements.low is not null then concat('at least ', statements.low)
        when statements.high is not null then concat('up to ', statements.high)
        else statements.word
    end as value, -- What it states, as text: 157, "at least 400", a date or an outcome.
    statements.number, -- Number it states; null for words and where it gives only bounds.
    statements.low, -- Lower bound, where it gives one.
    statements.high, -- Upper bound, where it gives one.
from statements
inner join claims
    on statements.family = claims.family
    and statements.claim_id = claims.claim_id
order by statements.family, statements.event_id, statements.claim_id, statements.figure
