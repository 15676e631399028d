-- Sources, with what landed, what was read and what was refused.
-- grain: source
-- not for: ranking sources by size; a source that rarely publishes is not a worse one.
with
documents as (
    select
        source,
        count(*) as documents,
        max(known_at) as last_known_at,
    from landed.documents
    group by all
),

rows_read as (
    select
        source,
        sum(rows_in) as rows_in,
    from quality.documents_read
    group by all
),

refused as (
    select
        source,
        count(*) as quarantined,
    from quality.quarantined_rows
    group by all
),

claimed as (
    select
        source,
        count(*) as claims,
        max(case when is_known then last_stated end) as last_item_stated,
    from every_family.dated
    group by all
),

ended as (
    select
        source,
        max(case when ended.part is null then ended.ends_on end) as ends_on,
        string_agg(
            concat(coalesce(ended.part, 'everything'), ' until ', ended.ends_on, ': ', ended.reason), ' '
            order by ended.ends_on, ended.part
        ) as ends_in_words,
    from (
        select
            source,
            unnest(ends) as ended,
        from landed.sources
    ) as each_end
    group by all
)

select
    sources.source, -- Folder of the source.
    sources.publisher, -- Who publishes it.
    sources.side, -- Side of the publisher: ukraine, russia, third_party or media.
    sources.source_type, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    sources.cadence, -- How often it is expected to publish.
    coalesce(documents.documents, 0) as documents, -- Documents that have landed.
    cast(coalesce(rows_read.rows_in, 0) as bigint) as rows_in, -- Rows or posts in them, over all documents.
    coalesce(claimed.claims, 0) as claims, -- Claims, counting every revision.
    claimed.last_item_stated, -- Latest date that any of its current claims reports on, ISO 8601 at the stated precision; null without claims. Its age is in `ages`.
    cast(
        case length(claimed.last_item_stated)
            when 10 then claimed.last_item_stated
            when 7 then cast(last_day(cast(concat(claimed.last_item_stated, '-01') as date)) as varchar)
            when 4 then concat(claimed.last_item_stated, '-12-31')
        end as date
    ) as last_item_latest_on, -- Latest day that last_item_stated can mean; null without claims.
    ended.ends_on, -- Last day that the source covers, where all of it has ended; null while it goes on.
    ended.ends_in_words, -- What of it has ended, when and why; null while all of it goes on.
    coalesce(refused.quarantined, 0) as quarantined, -- Rows or documents in quarantine.
    documents.last_known_at, -- Moment from which its latest document counts as known.
    sources.licence, -- Licence, or what is known of it.
    sources.citation, -- How to cite it.
from landed.sources as sources
left join documents on sources.source = documents.source
left join rows_read on sources.source = rows_read.source
left join refused on sources.source = refused.source
left join claimed on sources.source = claimed.source
left join ended on sources.source = ended.source
order by sources.source
