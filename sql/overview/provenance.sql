-- Where the figures of every event come from: one row per event and claim, with the words, the document and the reason of the link.
-- grain: family x event_id x claim_id
-- not for: counting or adding up; an event has one row per claim. `ledger explain` prints the same as text.
with
figures as (
    select
        family,
        event_id,
        max(happened_stated) as happened_stated,
        max(regime) as regime,
        string_agg(
            concat(
                figure, ' ', coalesce(value, 'not chosen'),
                case when low <> high then concat(' (', low, ' to ', high, ')') else '' end,
                case when low is not null and high is null then concat(' (at least ', low, ')') else '' end,
                case when is_disputed then ' [disputed]' else '' end
            ),
            '; '
            order by figure
        ) as event_in_words,
        string_agg(concat(figure, ': ', best_rule), '; ' order by figure) as best_rule,
    from marts.overview_figures
    group by all
),

says as (
    select
        family,
        event_id,
        claim_id,
        bool_or(is_counted) as is_counted,
        string_agg(concat(figure, ' ', value), '; ' order by figure) as says,
    from marts.overview_statements
    group by all
),

links as (
    select *,
    from every_family.links
),

claims as (
    select *,
    from every_family.known
),

subjects as (
    select
        family,
        claim_id,
        about,
    from every_family.dated
    where is_known
),

linked as (
    select
        links.family,
        links.event_id,
        links.claim_id,
        links.role,
        links.reason,
        subjects.about,
        claims.summary,
        claims.revision,
        claims.source,
        claims.document_id,
        claims.locator,
        claims.evidence,
        claims.reported_by,
        claims.reporting_side,
        claims.source_type,
        claims.attributed_to,
        claims.report_ref,
        claims.flags,
        claims.published_stated,
        claims.known_from,
    from links
    inner join claims
        on links.family = claims.family
        and links.claim_id = claims.claim_id
    left join subjects
        on links.family = subjects.family
        and links.claim_id = subjects.claim_id
),

-- Row by row, because grouping the cells of all claims takes longer.
quoted as (
    select
        *,
        nullif(
            array_to_string(
                list_transform(
                    list_sort(list_distinct(list_transform(
                        evidence,
                        lambda one: struct_pack(
                            char_start := coalesce(one.char_start, 2147483647), "row" := coalesce(one."row", 2147483647), field := one.field, quote := one.quote
                        )
                    ))),
                    lambda one: concat(one.field, ' "', one.quote, '"')
                ),
                '; '
            ),
            ''
        ) as quotes,
    from linked
),

notes as (
    select *,
    from every_family.notes
),

-- Why a claim has no address, in words.
without_address as (
    select
        flagged.family,
        flagged.claim_id,
        string_agg(distinct flags.meaning, ' ' order by flags.meaning) as reason,
    from (
        select
            family,
            claim_id,
            unnest(flags) as flag,
        from linked
        where report_ref is null
    ) as flagged
    inner join vocabulary.flags as flags on flagged.flag = flags.flag
    where flags.is_reason_for_no_address
    group by all
)

select
    linked.family, -- Family of the event, such as strikes or exchanges.
    linked.event_id, -- Event, as in events.<family>.
    figures.happened_stated, -- Date of the event, ISO 8601 at the stated precision.
    figures.event_in_words, -- Every figure of the event: best value, range if there is one, and whether it is disputed.
    figures.best_rule, -- How each best value was chosen.
    figures.regime, -- Reporting regime of a strike's figures; see vocabulary.reporting_regimes.
    notes.note, -- Contradictions within one report, in words; null when there are none.
    linked.claim_id, -- Claim, as in claims.<family>.
    linked.role, -- primary, supporting, contradicting, regional, superseded or unlinked.
    linked.reason, -- Why the claim is linked and has this role, in words.
    coalesce(says.is_counted, false) as is_counted, -- Whether its figures can affect the event's values.
    says.says, -- Figures of the event that the claim states; null when it states none.
    linked.about, -- Subject of the claim: weapon and target, object and place, category and side, venue, or name.
    linked.summary, -- One-line summary in our own words, where the source is a register.
    linked.quotes, -- Exact words or cells that its figures are based on, each after the name of its field.
    linked.evidence, -- The same words with their offsets or table cell.
    linked.reported_by, -- Who published the report.
    linked.reporting_side, -- Side of whom the report cites, else of its publisher: ukraine, russia, third_party or media.
    linked.source_type, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    linked.attributed_to, -- Whom the report cites; null when it cites no one.
    coalesce(linked.report_ref, without_address.reason) as address, -- The report's address or post id; for a report without one, why, in words.
    linked.report_ref, -- The report's address or post id; null when it has none.
    linked.flags, -- Cautions for the reader of the claim; empty when there are none.
    linked.published_stated, -- When the report was published, ISO 8601 at the stated precision.
    linked.source, -- Folder of the source.
    sources.licence, -- Licence of the source, or what is known of it.
    linked.document_id, -- First document that contains this revision.
    documents.sha256 as document_sha256, -- SHA-256 of that document's bytes.
    'archive/' || substr(documents.sha256, 1, 2) || '/' || documents.sha256 as archive_path, -- Path of the bytes, relative to the data folder.
    documents.uri as document_uri, -- Where the document came from.
    linked.locator, -- Place in the document: a data row counted from 1, or a character range.
    linked.revision, -- Revision of the claim; above 1, its source has changed it.
    linked.known_from, -- When this revision became known.
from quoted as linked
left join figures
    on linked.family = figures.family
    and linked.event_id = figures.event_id
left join says
    on linked.family = says.family
    and linked.event_id = says.event_id
    and linked.claim_id = says.claim_id
left join notes
    on linked.family = notes.family
    and linked.event_id = notes.event_id
left join without_address
    on linked.family = without_address.family
    and linked.claim_id = without_address.claim_id
left join landed.documents as documents on linked.document_id = documents.document_id
left join landed.sources as sources on linked.source = sources.source
order by linked.family, linked.event_id, linked.role, linked.reported_by, linked.claim_id
