-- Records of a family that open a revision, and how long it was valid: repeats are merged; changes and removals close a revision.
-- A record of a text that is_admitted rules out opens no revision: its tier is too low, or a reviewer rejected it.
-- A series is a sequence of versions: all snapshots of a source, or all versions of one post.
-- Where documents state an edition, one that arrives after a newer edition adds nothing: it was replaced before it was known.
with
documents as (
    select
        landed.documents.document_id,
        landed.documents.source,
        landed.documents.known_at,
        landed.sources.is_snapshot,
        holdings.form is null or regexp_extract(lower(landed.documents.uri), '[^/]*$') glob lower(holdings.form) as is_full_table,
        landed.sources.known,
    from landed.documents
    inner join landed.sources using (source)
    left join records.holdings as holdings on landed.documents.source = holdings.source and holdings.family = 'each_family'
    inner join quality.documents_read using (document_id)
    where quality.documents_read.is_readable
),

-- A snapshot counts even when it has no rows of this family: then the source has dropped them all.
appearances as (
    select
        source as series,
        document_id,
        known_at,
        cast(null as bigint) as edition,
    from documents
    where is_snapshot and is_full_table
    union all
    select
        records.series,
        documents.document_id,
        documents.known_at,
        max(records.edition) as edition,
    from records.each_family as records
    inner join documents using (document_id)
    where not documents.is_snapshot
    group by all
),

in_force as (
    select
        series,
        document_id,
        known_at,
    from appearances
    qualify
        coalesce(
            edition >= max(edition) over (
                partition by series
                order by known_at, document_id
                rows between unbounded preceding and 1 preceding
            ),
            true
        )
),

ordered as (
    select
        *,
        row_number() over (
            partition by series
            order by known_at, document_id
        ) as place,
    from in_force
),

-- Place of each record in its series, the record of the same claim before it, and the claim's last place.
placed as (
    select
        records.record_id,
        records.claim_id,
        records.content_hash,
        records.series,
        records.published_at,
        records.published_stated,
        ordered.known_at,
        ordered.place,
        documents.known,
        lag(ordered.place) over claim as place_before,
        lag(records.content_hash) over claim as hash_before,
        last_value(ordered.place) over (
            claim
            rows between unbounded preceding and unbounded following
        ) as last_place_of_claim,
    from records.each_family as records
    inner join documents using (document_id)
    inner join ordered on records.series = ordered.series and records.document_id = ordered.document_id
    where is_admitted
    window claim as (
        partition by records.claim_id
        order by ordered.place
    )
),

-- A revision lasts until the last record before the next one opens.
opened as (
    select
        *,
        row_number() over opening as revision,
        coalesce(lead(place_before) over opening, last_place_of_claim) as last_place,
    from placed
    where place_before is null or place_before <> place - 1 or hash_before <> content_hash
    window opening as (
        partition by claim_id
        order by place
    )
),

-- A report with a publication date is known from that date; a change in a later document is known from that document.
dated as (
    select
        *,
        case
            when known = 'published' and revision = 1 and published_at is not null then least(published_at, known_at)
            when known = 'published' and revision = 1 and length(published_stated) = 10
                then least(cast(cast(published_stated as date) as timestamptz), known_at)
            when known = 'published' and revision = 1 and length(published_stated) = 7
                then least(cast(last_day(cast(published_stated || '-01' as date)) as timestamptz), known_at)
            else known_at
        end as known_from,
    from opened
)

select
    dated.record_id,
    cast(dated.revision as integer) as revision,
    dated.known_from,
    ordered.known_at as known_to,
from dated
left join ordered on dated.series = ordered.series and ordered.place = dated.last_place + 1
