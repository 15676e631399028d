-- Exchanges of people between Russia and Ukraine, one row each, with what each side received.
-- grain: event_id
-- not for: adding up rows with is_aggregate; they span several days and overlap the days' own rows.
with
claims as (
    select
        links.event_id,
        known.*,
        -- One teller is one voice in one report; its parts may be added, other tellers' may not.
        concat_ws(' | ', known.reported_by, known.report_ref, known.attributed_to) as teller,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
),

-- Living people by direction: a teller's categories add up, without those it says are contained in another.
-- Who counts civilians or children only says nothing of a side's total.
sides as (
    select
        event_id,
        teller,
        to_party,
        case when count("count") = count(*) and bool_or(category in ('pow', 'unclear')) then sum("count") end as people,
    from claims
    where
        to_party is not null
        and category <> 'remains'
        and count_basis = 'per_side'
        and not list_contains(flags, 'total_of_parts')
        and not list_contains(flags, 'part_of_total')
    group by all
),

side_values as (
    select
        event_id,
        to_party,
        people,
        count(*) as tellers,
        row_number() over (partition by event_id, to_party order by count(*) desc, people desc) as place,
    from sides
    where people is not null
    group by event_id, to_party, people
),

side_ranges as (
    select
        event_id,
        to_party,
        min(people) as low,
        max(people) as high,
        max(case when place = 1 then people end) as best,
        count(*) as value_count,
    from side_values
    group by all
),

remains as (
    select
        event_id,
        to_party,
        min("count") as low,
        max("count") as high,
    from claims
    where category = 'remains' and to_party is not null
    group by all
),

-- A stated total is held against the parts of the same report and, when it is of one category, of that category:
-- 307 people beside 157 + 3 and 150 + 7 is a contradiction worth keeping, 314 prisoners beside 157 + 157 and 3 civilians is none.
totals as (
    select
        event_id,
        reported_by,
        report_ref,
        category,
        max("count") as stated,
    from claims
    where count_basis = 'total' and category <> 'remains' and "count" is not null
    group by all
),

each_part as (
    select distinct
        event_id,
        reported_by,
        report_ref,
        to_party,
        category,
        "count",
    from claims
    where
        count_basis = 'per_side'
        and to_party is not null
        and category <> 'remains'
        and not list_contains(flags, 'total_of_parts')
        and not list_contains(flags, 'part_of_total')
),

sums as (
    select
        totals.event_id,
        totals.reported_by,
        totals.report_ref,
        totals.category,
        totals.stated,
        case when count(each_part."count") = count(*) then sum(each_part."count") end as people,
        count(distinct each_part.to_party) as sides,
        string_agg(
            concat(each_part.to_party, ' ', each_part.category, ' ', each_part."count"), ', '
            order by each_part.to_party, each_part.category, each_part."count"
        ) as words,
    from totals
    inner join each_part
        on totals.event_id = each_part.event_id
        and totals.reported_by = each_part.reported_by
        and totals.report_ref is not distinct from each_part.report_ref
        and (totals.category = 'unclear' or totals.category = each_part.category)
    group by all
),

mismatches as (
    select
        event_id,
        string_agg(
            concat(reported_by, ' states ', stated, ' in all, its parts (', words, ') make ', people), '; '
            order by reported_by, report_ref
        ) as words,
    from sums
    where sides = 2 and people <> stated
    group by all
),

total_ranges as (
    select
        event_id,
        min(stated) as low,
        max(stated) as high,
        list_sort(list(distinct stated)) as stated_totals,
    from totals
    group by all
),

dates as (
    select
        event_id,
        exchanged_on,
        row_number() over (partition by event_id order by length(exchanged_on) desc, count(*) desc, exchanged_on) as place,
    from claims
    where exchanged_on is not null
    group by event_id, exchanged_on
),

told as (
    select
        event_id,
        bool_or(is_aggregate) as is_aggregate,
        count(distinct case when length(exchanged_on) = 10 then exchanged_on end) as dates,
        count(*) as claims,
        count(distinct reported_by) as sources,
    from claims
    group by all
),

mediators as (
    select
        event_id,
        list_sort(list(distinct mediator)) as mediators,
    from (
        select
            event_id,
            unnest(mediators) as mediator,
        from claims
    ) as each_mediator
    group by all
)

select
    told.event_id, -- Readable id, exchange-<label or date>.
    dates.exchanged_on, -- Date as most tellers give it, reduced ISO 8601; null when nobody dates it.
    told.is_aggregate, -- True where the figures span several days and overlap the days' own rows.
    cast(ukraine.low as integer) as to_ukraine_low, -- Fewest living people any teller says Ukraine received.
    cast(ukraine.best as integer) as to_ukraine_best, -- What most tellers say; in a tie the higher.
    cast(ukraine.high as integer) as to_ukraine_high, -- Most living people any teller says Ukraine received.
    cast(russia.low as integer) as to_russia_low, -- Fewest living people any teller says Russia received.
    cast(russia.best as integer) as to_russia_best, -- What most tellers say; in a tie the higher.
    cast(russia.high as integer) as to_russia_high, -- Most living people any teller says Russia received.
    cast(ukraine.best + russia.best as integer) as people_best, -- Sum of both bests; null unless both sides are told.
    cast(total_ranges.low as integer) as stated_total_low, -- Lowest total of both sides that a teller states.
    cast(total_ranges.high as integer) as stated_total_high, -- Highest total of both sides that a teller states.
    coalesce(total_ranges.stated_totals, []) as stated_totals, -- All totals of both sides that tellers state.
    mismatches.words is not null as component_mismatch, -- True where a stated total is not the sum of the same report's parts.
    mismatches.words as component_mismatch_in_words, -- Which, and how they differ; null when none does.
    cast(remains_ukraine.low as integer) as remains_to_ukraine_low, -- Fewest bodies Ukraine received.
    cast(remains_ukraine.high as integer) as remains_to_ukraine_high, -- Most bodies Ukraine received.
    cast(remains_russia.low as integer) as remains_to_russia_low, -- Fewest bodies Russia received.
    cast(remains_russia.high as integer) as remains_to_russia_high, -- Most bodies Russia received.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any teller.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    'the figure that most tellers give, each with its own parts added; in a tie the higher' as best_rule, -- How the bests were chosen.
    list_filter(
        [
            case when ukraine.value_count > 1 then 'to_ukraine' end,
            case when russia.value_count > 1 then 'to_russia' end,
            case when len(total_ranges.stated_totals) > 1 then 'stated_total' end,
            case when told.dates > 1 then 'exchanged_on' end
        ],
        lambda name: name is not null
    ) as disagrees_on, -- What tellers differ on; empty when nothing.
from told
left join dates on told.event_id = dates.event_id and dates.place = 1
left join side_ranges as ukraine on told.event_id = ukraine.event_id and ukraine.to_party = 'UKR'
left join side_ranges as russia on told.event_id = russia.event_id and russia.to_party = 'RUS'
left join remains as remains_ukraine on told.event_id = remains_ukraine.event_id and remains_ukraine.to_party = 'UKR'
left join remains as remains_russia on told.event_id = remains_russia.event_id and remains_russia.to_party = 'RUS'
left join total_ranges on told.event_id = total_ranges.event_id
left join mismatches on told.event_id = mismatches.event_id
left join mediators on told.event_id = mediators.event_id
order by told.event_id
