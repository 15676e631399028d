-- How regularly each source reports: cadence, last item, longest gap, and whether its recent volume is unusual.
-- How old a source's data is depends on the day on which the file is read: see `ages`.
-- volume_z compares the claims of the last 28 days with the preceding blocks of 28 days (up to 12, since the source's first
-- item): distance from their mean in standard deviations. A low value means fewer reports, not necessarily fewer attacks.
-- grain: source
-- not for: ranking sources; a register ends where its author stopped. Items are dated by the day they report on, not by publication.
with
items as (
    select
        source,
        claim_id,
        first_stated,
    from every_family.dated
    where is_known
),

dated as (
    select
        source,
        cast(first_stated as date) as item_on,
    from items
    where length(first_stated) = 10
),

newest as (
    select max(item_on) as newest_on,
    from dated
),

days as (
    select
        source,
        item_on,
        count(*) as claims,
        lag(item_on) over (partition by source order by item_on) as item_before_on,
    from dated
    group by source, item_on
),

gaps as (
    select
        source,
        item_before_on,
        item_on,
        date_diff('day', item_before_on, item_on) as gap_days,
        row_number() over (partition by source order by date_diff('day', item_before_on, item_on) desc, item_on) as place,
    from days
    where item_before_on is not null
),

steps as (
    select
        source,
        median(gap_days) as median_gap_days,
    from gaps
    group by all
),

-- Block 0 is the last 28 days up to the newest item, block 1 the 28 before, and so on.
spans as (
    select
        days.source,
        min(days.item_on) as first_stated,
        max(days.item_on) as last_stated,
        count(*) as dates,
        sum(days.claims) as claims,
        min(newest.newest_on) as newest_on,
        least(12, cast(floor((date_diff('day', min(days.item_on), min(newest.newest_on)) + 1) / 28.0) as integer) - 1) as blocks_before,
    from days
    cross join newest
    group by all
),

blocks as (
    select
        source,
        newest_on,
        blocks_before,
        cast(unnest(generate_series(0, blocks_before)) as integer) as block,
    from spans
    where blocks_before >= 0
),

volumes as (
    select
        blocks.source,
        blocks.block,
        coalesce(sum(days.claims), 0) as claims,
    from blocks
    left join days
        on blocks.source = days.source
        and date_diff('day', days.item_on, blocks.newest_on) between blocks.block * 28 and blocks.block * 28 + 27
    group by all
),

usual as (
    select
        source,
        max(case when block = 0 then claims end) as claims_last_28,
        avg(case when block > 0 then claims end) as mean_claims,
        stddev_samp(case when block > 0 then claims end) as spread,
        count(case when block > 0 then 1 end) as blocks_compared,
    from volumes
    group by all
),

totals as (
    select
        source,
        count(*) as claims,
    from items
    group by all
)

select
    sources.source, -- Folder of the source.
    sources.cadence, -- How often it is expected to publish, as declared in its defs.yaml.
    coalesce(totals.claims, 0) as claims, -- Current claims.
    cast(coalesce(spans.claims, 0) as bigint) as claims_dated, -- Of them, those dated to the day.
    coalesce(spans.dates, 0) as dates, -- Days it reports on.
    spans.first_stated as first_item_on, -- First day it reports on; null without dated claims.
    spans.last_stated as last_item_on, -- Last day it reports on.
    overview.ends_in_words, -- What of the source has ended, when and why; null while all of it goes on.
    steps.median_gap_days, -- Median number of days from one reported day to the next: its observed cadence. Null with fewer than two days.
    cast(gaps.gap_days as integer) as longest_gap_days, -- Longest gap between reported days; null with fewer than two days.
    gaps.item_before_on as longest_gap_from, -- Last day before that gap; ties go to the earliest gap.
    gaps.item_on as longest_gap_until, -- Reported day that ends it.
    cast(usual.claims_last_28 as bigint) as claims_last_28, -- Claims for the 28 days up to the newest item of all sources; null when the source is younger than that.
    coalesce(usual.blocks_compared, 0) as blocks_compared, -- Number of preceding blocks of 28 days in the comparison.
    round(usual.mean_claims, 2) as mean_claims_28, -- Mean claims of those blocks; null without any.
    case
        when usual.blocks_compared >= 6 and usual.spread > 0
            then round((usual.claims_last_28 - usual.mean_claims) / usual.spread, 2)
    end as volume_z, -- Distance from that mean in standard deviations; null with fewer than 6 blocks or no spread.
from landed.sources as sources
left join marts.overview_sources as overview on sources.source = overview.source
left join totals on sources.source = totals.source
left join spans on sources.source = spans.source
left join steps on sources.source = steps.source
left join gaps on sources.source = gaps.source and gaps.place = 1
left join usual on sources.source = usual.source
order by sources.source
