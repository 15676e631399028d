-- How old the data of each source is on the day on which you read this: "data until 2026-10-04, 53 days ago".
-- Days are counted to today (UTC); in a file with what was known at an earlier moment (as_of), to that day.
-- grain: source
-- not for: judging sources; a register that ships with the project is as old as its release, and a late source may have nothing to say.
-- example: from ages
create view ages as
with
read_on as (
    select cast(make_timestamp(epoch_us(coalesce(as_of, now()))) as date) as day,
    from publication
),

until as (
    select
        sources.*,
        cadences.late_after_days,
        cast(greatest(date_diff('day', sources.last_item_latest_on, read_on.day), 0) as integer) as days,
    from marts.overview_sources as sources
    left join vocabulary.cadences as cadences on sources.cadence = cadences.cadence
    cross join read_on
    where sources.claims > 0
)

select
    source, -- Folder of the source; only sources with claims.
    last_item_stated, -- Latest date that any of its claims reports on, ISO 8601 at the stated precision.
    days as age_days, -- Days since then; since its last possible day where only a month or a year is stated.
    concat(
        'data until ', last_item_stated, ', ', case when length(last_item_stated) < 10 then 'at least ' else '' end,
        days, case when days = 1 then ' day ago' else ' days ago' end,
        case when days > late_after_days and ends_on is null then ' (late)' else '' end,
        case when ends_on is not null then concat(' (ended on ', ends_on, ')') else '' end
    ) as age_in_words, -- The same in words.
    coalesce(days > late_after_days, false) and ends_on is null as is_late, -- Whether it is older than its cadence promises; false where the cadence promises nothing or the source has ended.
    cadence, -- How often it is expected to publish; see vocabulary.cadences.
    ends_on, -- Last day that the source covers, where all of it has ended; null while it goes on.
    ends_in_words, -- What of it has ended, when and why; null while all of it goes on.
from until
order by source
