-- Labelled exchange that each claim's report fits, by day and counts: claims of one report about one day are matched together.
-- grain: claim_id
-- not for: final links; claims that fit no label are grouped by day in links.exchanges_rules.
-- test: unique(claim_id): A claim that fits two exchanges would be counted in both.
with
claims as (
    select
        claim_id,
        event_ref,
        is_aggregate,
        category,
        coalesce(to_party, 'both') as to_party,
        "count" as people,
        case when length(exchanged_stated) = 10 then cast(exchanged_stated as date) end as day,
        case when category = 'remains' then 'remains' else 'living' end as counted,
        concat_ws(
            ' | ', coalesce(report_ref, document_id), coalesce(exchanged_stated, 'undated'),
            case when category = 'remains' then 'remains' else 'living' end,
            case when is_aggregate then 'aggregate' end
        ) as report_key,
    from known.exchanges
),

tolerance as (
    select days,
    from links.exchanges_reach
),

figures as (
    select distinct
        report_key,
        event_ref,
        is_aggregate,
        day,
        counted,
        to_party,
        category,
        people,
    from claims
),

-- A register's label identifies the exchange; claims of other reports join the exchange of their day.
labelled as (
    select distinct
        event_ref,
        day,
    from figures
    where event_ref is not null and not is_aggregate and day is not null
),

labelled_counts as (
    select distinct
        event_ref,
        counted,
    from figures
    where event_ref is not null
),

unlabelled as (
    select distinct
        report_key,
        day,
        counted,
    from figures
    where event_ref is null and not is_aggregate and day is not null
),

near_labels as (
    select
        unlabelled.report_key,
        unlabelled.counted,
        labelled.event_ref,
        min(abs(date_diff('day', unlabelled.day, labelled.day))) as days_apart,
    from unlabelled
    inner join (
        select unnest(generate_series(-days, days)) as days_off,
        from tolerance
    ) as offsets on true
    inner join labelled on unlabelled.day + cast(offsets.days_off as integer) = labelled.day
    group by all
),

-- Counts the report's figures that the label's claimants also give, and those that they give differently.
compared_figures as (
    select
        figures.report_key,
        labelled_figures.event_ref,
        figures.to_party,
        figures.category,
        max(case when labelled_figures.people = figures.people then 1 else 0 end) as agrees,
    from figures
    inner join near_labels on figures.report_key = near_labels.report_key
    inner join figures as labelled_figures
        on near_labels.event_ref = labelled_figures.event_ref
        and figures.to_party = labelled_figures.to_party
        and figures.category = labelled_figures.category
    where figures.people is not null and labelled_figures.people is not null
    group by all
),

scores as (
    select
        report_key,
        event_ref,
        sum(agrees) as agreeing,
        count(*) - sum(agrees) as differing,
    from compared_figures
    group by all
),

-- Reports a day apart match only if at least one count agrees and none differs.
ranked as (
    select
        near_labels.report_key,
        near_labels.event_ref,
        near_labels.days_apart,
        row_number() over (
            partition by near_labels.report_key
            order by
                near_labels.days_apart,
                case when labelled_counts.event_ref is not null then 1 else 2 end,
                scores.agreeing desc nulls last,
                scores.differing nulls last,
                near_labels.event_ref
        ) as place,
    from near_labels
    left join scores on near_labels.report_key = scores.report_key and near_labels.event_ref = scores.event_ref
    left join labelled_counts on near_labels.event_ref = labelled_counts.event_ref and near_labels.counted = labelled_counts.counted
    where near_labels.days_apart = 0 or (scores.agreeing > 0 and scores.differing = 0)
)

select
    claims.claim_id, -- Claim, as in claims.exchanges.
    claims.report_key, -- Key of the claims matched together: report, date, living people or remains, and whether the figure covers several days.
    claims.day, -- Date of the exchange; null where it is not stated to the day.
    coalesce(claims.event_ref, ranked.event_ref) as event_ref, -- Label of the source itself, else the label that the report fits; null when none.
    cast(ranked.days_apart as integer) as days_apart, -- Days between the report's date and the matched label's; null where no other source's label is matched.
from claims
left join ranked
    on claims.event_ref is null
    and claims.report_key = ranked.report_key
    and ranked.place = 1
order by claims.claim_id
