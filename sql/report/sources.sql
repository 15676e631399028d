-- Every source with what came in, how old its newest item is, its licence and how to cite it.
-- grain: source
-- not for: ranking sources.
with
publication as (
    select cast(coalesce(as_of, published_at) as date) as published_on,
    from main.publication
)

select
    sources.source, -- Folder of the source.
    sources.publisher, -- Who publishes it.
    sources.side, -- Whose side the publisher is on.
    sources.cadence, -- How often it is expected to publish.
    sources.documents, -- Documents read.
    sources.claims, -- Current claims.
    sources.quarantined, -- Rows that could not be read or mapped.
    sources.last_item_stated, -- Latest date that it reports on, ISO 8601 at the stated precision; null without dated claims.
    sources.last_item_latest_on, -- Latest day that this can mean.
    case
        when sources.last_item_latest_on is not null
            then greatest(date_diff('day', sources.last_item_latest_on, publication.published_on), 0)
    end as age_days, -- Days from that day to the publication.
    case
        when sources.claims = 0 then 'no data'
        when sources.ends_on is not null then 'ended'
        when sources.last_item_latest_on is null then 'undated'
        when date_diff('day', sources.last_item_latest_on, publication.published_on) > greatest(14, 3 * coverage.median_gap_days) then 'silent'
        else 'current'
    end as state, -- no data, ended, undated, current, or silent: older than 14 days and than three times its usual gap.
    sources.ends_in_words, -- What of it has ended, when and why; null while all of it goes on.
    sources.licence, -- Licence of the source.
    sources.citation, -- How to cite it.
from marts.overview_sources as sources
left join marts.overview_coverage as coverage on sources.source = coverage.source
cross join publication
order by sources.claims desc, sources.source
