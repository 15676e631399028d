-- Where sources have ended: the last day that one covers for a part of a family, and when another source takes over.
-- After ends_on, monthly tables give null until resumes_on: a source that has ended is not a quiet war.
-- grain: family x part
-- not for: dating the last event; single reports can come later. An end is declared in the defs.yaml of the source, with its reason.
-- test: unique(family, part), critical: A month that two ends cut would be counted twice.
with
declared as (
    select
        source,
        unnest(ends) as ended,
    from landed.sources
),

reported as (
    select
        dated.family,
        dated.source,
        parts.part,
        sources.source_type,
        try_cast(dated.last_stated as date) as item_on,
    from every_family.dated as dated
    left join every_family.parts as parts
        on dated.family = parts.family
        and dated.claim_id = parts.claim_id
    inner join landed.sources as sources on dated.source = sources.source
    where dated.is_known
),

of_sources as (
    select distinct
        reported.family,
        reported.part,
        declared.source,
        declared.ended.ends_on,
        declared.ended.reason,
    from declared
    inner join reported
        on declared.source = reported.source
        and (declared.ended.part is null or declared.ended.part = reported.part)
),

ends as (
    select
        family,
        part,
        max(ends_on) as ends_on,
        list(source order by source) as ended_sources,
        string_agg(distinct reason, ' ' order by reason) as reason,
    from of_sources
    group by all
)

select
    ends.family, -- Family, such as strikes or airspace.
    ends.part, -- Part of the family: a weapon group of strikes, a kind of airspace incident; null where the family has no parts.
    ends.ends_on, -- Last day that a source which has ended covers.
    min(reported.item_on) as resumes_on, -- First later day on which an official, research or dataset source that goes on reports the part; null while none does.
    ends.ended_sources, -- Folders of the sources that have ended.
    ends.reason, -- Why they ended, in words.
from ends
left join reported
    on ends.family = reported.family
    and ends.part is not distinct from reported.part
    and ends.ends_on < reported.item_on
    and reported.source_type in ('official', 'dataset', 'research')
    and not list_contains(ends.ended_sources, reported.source)
group by all
order by ends.family, ends.part
