-- Agreements and channels in force on the last day of each month, per kind.
-- grain: month x kind
-- not for: judging compliance, or as a full list; it counts what sources report, and a truce without a reported end stays in in_force_high for the horizon of its kind.
with
intervals as (
    select *,
    from marts.agreements_in_force
),

bounds as (
    select
        min(possibly_from) as first_stated,
        max(cast(valid_from_stated || substr('-01-01', length(valid_from_stated) - 3) as date)) as last_stated,
    from events.agreements
    left join (
        select min(possibly_from) as possibly_from,
        from intervals
    ) as earliest on true
),

months as (
    select distinct last_day(cast(unnest(generate_series(first_stated, last_stated, interval 1 day)) as date)) as last_day_of_month,
    from bounds
),

kinds as (
    select distinct kind,
    from intervals
),

spine as (
    select
        months.last_day_of_month,
        kinds.kind,
    from months
    cross join kinds
)

select
    cast(date_trunc('month', spine.last_day_of_month) as date) as month, -- First day of the month; every month from the first interval to the last change of any agreement.
    spine.kind, -- Kind of agreement, as in vocabulary.agreement_kinds.
    cast(count(distinct case
        when
            intervals.surely_from <= spine.last_day_of_month
            and (intervals.surely_until is null or spine.last_day_of_month < intervals.surely_until)
            then intervals.event_id
    end) as integer) as in_force_low, -- Surely in force on the month's last day; 0 when none of the sources' agreements is.
    cast(count(distinct intervals.event_id) as integer) as in_force_high, -- Possibly in force on that day: imprecise dates are taken in their widest sense.
    count(distinct case when intervals.valid_to_stated is null then intervals.event_id end) as end_unreported, -- Those in in_force_high for which no end has been reported.
from spine
left join intervals
    on spine.kind = intervals.kind
    and intervals.possibly_from <= spine.last_day_of_month
    and (intervals.possibly_until is null or spine.last_day_of_month <= intervals.possibly_until)
group by all
order by month, spine.kind
