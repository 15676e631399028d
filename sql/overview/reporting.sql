-- How much of the world's news the war is, by day: whether reporting falls off, whatever the ledger's own sources do.
-- Compare share with share_before: fewer reports of attacks while the share falls may mean fewer reports, not fewer attacks.
-- grain: source x reported_on x topic
-- not for: measuring the war. The number of records depends on how many spans of the day have landed; the share does not.
with
-- A span that came in two documents counts once.
spans as (
    select
        source,
        added_at,
        topic,
        records,
        mentions,
    from quality.reporting
    qualify
        row_number() over (
            partition by source, added_at, topic
            order by records desc, document_id
        ) = 1
),

days as (
    select
        source,
        cast(added_at as date) as reported_on,
        topic,
        count(*) as spans,
        sum(records) as records,
        sum(mentions) as mentions,
    from spans
    group by all
),

shares as (
    select
        topics.source,
        topics.reported_on,
        topics.topic,
        topics.spans,
        topics.records,
        topics.mentions,
        everything.records as records_all,
        topics.records / nullif(everything.records, 0) as share,
    from days as topics
    inner join days as everything
        on topics.source = everything.source
        and topics.reported_on = everything.reported_on
        and everything.topic = 'all'
    where topics.topic <> 'all'
)

select
    source, -- Folder of the source of coverage.
    reported_on, -- Day (UTC) on which the source added the records.
    topic, -- ukraine: an actor of Ukraine or a place in it; ukraine_and_russia: an actor of each; conflict_in_ukraine: material conflict at a place in Ukraine.
    cast(spans as integer) as spans, -- Spans of the day that have landed; GDELT publishes 96 a day.
    cast(records as bigint) as records, -- Records about the topic in these spans.
    cast(mentions as bigint) as mentions, -- Mentions of them in news reports.
    cast(records_all as bigint) as records_all, -- All records in these spans.
    round(share, 4) as share, -- records / records_all; null where there are none at all.
    round(
        avg(share) over (
            partition by source, topic
            order by reported_on
            range between interval 28 days preceding and interval 1 day preceding
        ), 4
    ) as share_before, -- Mean share of the days that have landed of the 28 before; null where there are none.
from shares
order by source, reported_on, topic
