-- Exchanges of people between Russia and Ukraine, one row each, with what each side received.
-- grain: event_id
-- not for: adding up rows with is_aggregate; they span several days and overlap the days' own rows.
with
claims as (
    select
        links.event_id,
        known.* replace (coalesce(known.flags, []) as flags),
        links.role,
        links.role = 'primary' as is_own_word,
        -- One claimant is one claimant in one report; its parts may be added, other claimants' may not.
        concat_ws(' | ', known.reported_by, known.report_ref, known.attributed_to) as claimant,
        coalesce(known."count", known.count_low) as low,
        coalesce(known."count", known.count_high) as high,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role <> 'unlinked'
),

-- What a later report of the same speaker replaces is told, but counts for nothing.
figures as (
    select *,
    from claims
    where role <> 'superseded'
),

-- Living people by direction: a claimant's own total of a side, else its categories added up; never both. People without a
-- stated status who are as many as all others together are those others. Who counts civilians only says nothing of a side.
sides as (
    select
        event_id,
        claimant,
        reported_by,
        to_party,
        bool_or(is_own_word) as is_own_word,
        coalesce(
            max(case when list_contains(flags, 'total_of_parts') then "count" end),
            case
                when
                    sum(case when category = 'unclear' then "count" end)
                    = sum(case when category <> 'unclear' and not list_contains(flags, 'part_of_total') then "count" end)
                    then sum(case when category = 'unclear' then "count" end)
            end,
            case
                when
                    count("count") = count(*)
                    and bool_or(category in ('pow', 'unclear') and not list_contains(flags, 'part_of_total'))
                    then sum(case when not list_contains(flags, 'part_of_total') then "count" end)
            end
        ) as people,
        coalesce(
            max(case when list_contains(flags, 'total_of_parts') then low end),
            case
                when
                    sum(case when category = 'unclear' then "count" end)
                    = sum(case when category <> 'unclear' and not list_contains(flags, 'part_of_total') then "count" end)
                    then sum(case when category = 'unclear' then "count" end)
            end,
            case
                when
                    count(low) = count(*)
                    and bool_or(category in ('pow', 'unclear') and not list_contains(flags, 'part_of_total'))
                    then sum(case when not list_contains(flags, 'part_of_total') then low end)
            end
        ) as low,
        coalesce(
            max(case when list_contains(flags, 'total_of_parts') then high end),
            case
                when
                    sum(case when category = 'unclear' then "count" end)
                    = sum(case when category <> 'unclear' and not list_contains(flags, 'part_of_total') then "count" end)
                    then sum(case when category = 'unclear' then "count" end)
            end,
            case
                when
                    count(high) = count(*)
                    and bool_or(category in ('pow', 'unclear') and not list_contains(flags, 'part_of_total'))
                    then sum(case when not list_contains(flags, 'part_of_total') then high end)
            end
        ) as high,
    from figures
    where to_party is not null and category <> 'remains' and count_basis = 'per_side'
    group by all
),

-- Bodies are told beside the living and counted apart.
bodies as (
    select
        event_id,
        claimant,
        reported_by,
        to_party,
        bool_or(is_own_word) as is_own_word,
        case when count("count") = count(*) then sum("count") end as people,
        case when count(low) = count(*) then sum(low) end as low,
        case when count(high) = count(*) then sum(high) end as high,
    from figures
    where
        to_party is not null
        and category = 'remains'
        and not list_contains(flags, 'part_of_total')
    group by all
),

told_sides as (
    select
        *,
        'living' as sort,
    from sides
    union all
    select
        *,
        'remains' as sort,
    from bodies
),

-- The receiving side knows best whom it received; then what most publishers give.
side_values as (
    select
        event_id,
        to_party,
        sort,
        people,
        row_number() over (
            partition by event_id, to_party, sort
            order by
                count(distinct case when is_own_word then reported_by end) desc,
                count(distinct reported_by) desc,
                people desc
        ) as place,
    from told_sides
    where people is not null
    group by event_id, to_party, sort, people
),

side_bests as (
    select
        event_id,
        to_party,
        sort,
        people as best,
    from side_values
    where place = 1
),

-- "More than 100" bounds the low, "up to 200" the high; where they cross, each widens the other. Living people who are
-- less than half of the best are a part of it that was told alone: 22 of 197 were let go beside the exchange proper.
side_ranges as (
    select
        told_sides.event_id,
        told_sides.to_party,
        told_sides.sort,
        case when count(told_sides.low) > 0 then least(min(told_sides.low), min(told_sides.high)) end as low,
        case when count(told_sides.high) > 0 then greatest(max(told_sides.high), max(told_sides.low)) end as high,
        max(side_bests.best) as best,
        -- A bound that holds of everybody's figure contradicts nobody.
        coalesce(max(told_sides.low) > min(told_sides.high), false) as is_disputed,
    from told_sides
    left join side_bests
        on told_sides.event_id = side_bests.event_id
        and told_sides.to_party = side_bests.to_party
        and told_sides.sort = side_bests.sort
    where told_sides.sort = 'remains' or coalesce(2 * coalesce(told_sides.high, told_sides.low) >= side_bests.best, true)
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
    from figures
    where count_basis = 'total' and category <> 'remains' and "count" is not null
    group by all
),

each_part as (
    select distinct
        event_id,
        reported_by,
        report_ref,
        attributed_to,
        to_party,
        category,
        "count",
        list_contains(flags, 'total_of_parts') as is_total,
    from figures
    where
        count_basis = 'per_side'
        and to_party is not null
        and category <> 'remains'
        and not list_contains(flags, 'part_of_total')
),

parts_of_totals as (
    select
        totals.*,
        each_part.attributed_to,
        each_part.to_party,
        each_part.category as part_category,
        each_part."count" as part,
        each_part.is_total,
    from totals
    inner join each_part
        on totals.event_id = each_part.event_id
        and totals.reported_by = each_part.reported_by
        and totals.report_ref is not distinct from each_part.report_ref
        and (totals.category = 'unclear' or totals.category = each_part.category)
),

-- What a side comes to: as one speaker of the report adds up, or as the report states it.
options as (
    select
        event_id,
        reported_by,
        report_ref,
        category,
        stated,
        to_party,
        sum(part) as people,
    from parts_of_totals
    where not is_total
    group by event_id, reported_by, report_ref, category, stated, to_party, attributed_to
    union all
    select
        event_id,
        reported_by,
        report_ref,
        category,
        stated,
        to_party,
        part as people,
    from parts_of_totals
    where is_total
),

explained as (
    select distinct
        one.event_id,
        one.reported_by,
        one.report_ref,
        one.category,
    from options as one
    inner join options as other
        on one.event_id = other.event_id
        and one.reported_by = other.reported_by
        and one.report_ref is not distinct from other.report_ref
        and one.category = other.category
        and one.to_party < other.to_party
        and one.people + other.people = one.stated
),

distinct_parts as (
    select distinct
        event_id,
        reported_by,
        report_ref,
        category,
        stated,
        to_party,
        part_category,
        part,
    from parts_of_totals
    where not is_total
),

sums as (
    select
        event_id,
        reported_by,
        report_ref,
        category,
        stated,
        case when count(part) = count(*) then sum(part) end as people,
        -- Civilians alone are no side of an exchange.
        count(distinct case when part_category in ('pow', 'unclear', category) then to_party end) as sides,
        string_agg(concat(to_party, ' ', part_category, ' ', part), ', ' order by to_party, part_category, part) as words,
    from distinct_parts
    group by all
),

mismatches as (
    select
        sums.event_id,
        string_agg(
            concat(sums.reported_by, ' states ', sums.stated, ' in all, its parts (', sums.words, ') make ', sums.people), '; '
            order by sums.reported_by, sums.report_ref
        ) as words,
    from sums
    left join explained
        on sums.event_id = explained.event_id
        and sums.reported_by = explained.reported_by
        and sums.report_ref is not distinct from explained.report_ref
        and sums.category = explained.category
    where sums.sides = 2 and sums.people <> sums.stated and explained.event_id is null
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
        exchanged_stated,
        row_number() over (partition by event_id order by length(exchanged_stated) desc, count(distinct reported_by) desc, exchanged_stated) as place,
    from claims
    where exchanged_stated is not null
    group by event_id, exchanged_stated
),

told as (
    select
        event_id,
        bool_or(is_aggregate) as is_aggregate,
        count(distinct case when length(exchanged_stated) = 10 then exchanged_stated end) as dates,
        count(*) as claims,
        count(distinct reported_by) as sources,
        count(distinct case when source_type = 'official' then reported_by end) as official_sources,
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
    dates.exchanged_stated, -- Date as most claimants give it, reduced ISO 8601; null when nobody dates it.
    told.is_aggregate, -- True where the figures span several days and overlap the days' own rows.
    cast(ukraine.low as integer) as to_ukraine_low, -- Fewest living people any claimant says Ukraine received.
    cast(ukraine.best as integer) as to_ukraine_best, -- Living people Ukraine received: its own word first, then what most publishers give; null when nobody counts.
    cast(ukraine.high as integer) as to_ukraine_high, -- Most living people any claimant says Ukraine received.
    cast(russia.low as integer) as to_russia_low, -- Fewest living people any claimant says Russia received.
    cast(russia.best as integer) as to_russia_best, -- Living people Russia received: its own word first, then what most publishers give; null when nobody counts.
    cast(russia.high as integer) as to_russia_high, -- Most living people any claimant says Russia received.
    cast(ukraine.best + russia.best as integer) as people_best, -- Sum of both bests; null unless both sides are told.
    cast(total_ranges.low as integer) as stated_total_low, -- Lowest total of both sides that a claimant states.
    cast(total_ranges.high as integer) as stated_total_high, -- Highest total of both sides that a claimant states.
    coalesce(total_ranges.stated_totals, []) as stated_totals, -- All totals of both sides that claimants state.
    mismatches.words is not null as component_mismatch, -- True where a stated total is not the sum of the same report's parts.
    mismatches.words as component_mismatch_in_words, -- Which, and how they differ; null when none does.
    cast(remains_ukraine.low as integer) as remains_to_ukraine_low, -- Fewest bodies Ukraine received.
    cast(remains_ukraine.best as integer) as remains_to_ukraine_best, -- Bodies Ukraine received; null when nobody counts.
    cast(remains_ukraine.high as integer) as remains_to_ukraine_high, -- Most bodies Ukraine received.
    cast(remains_russia.low as integer) as remains_to_russia_low, -- Fewest bodies Russia received.
    cast(remains_russia.best as integer) as remains_to_russia_best, -- Bodies Russia received; null when nobody counts.
    cast(remains_russia.high as integer) as remains_to_russia_high, -- Most bodies Russia received.
    coalesce(mediators.mediators, []) as mediators, -- All mediators named by any claimant.
    told.claims, -- Claims linked to it.
    told.sources, -- Publishers that tell of it.
    told.official_sources, -- Of them official.
    'the receiving side''s or an official publisher''s word; then what most publishers give, each with its own parts added; in a tie the higher' as best_rule, -- How the bests were chosen.
    list_filter(
        [
            case when ukraine.is_disputed then 'to_ukraine' end,
            case when russia.is_disputed then 'to_russia' end,
            case when remains_ukraine.is_disputed then 'remains_to_ukraine' end,
            case when remains_russia.is_disputed then 'remains_to_russia' end,
            case when len(total_ranges.stated_totals) > 1 then 'stated_total' end,
            case when told.dates > 1 then 'exchanged_stated' end
        ],
        lambda name: name is not null
    ) as disputed_figures, -- What claimants differ on; empty when nothing.
from told
left join dates on told.event_id = dates.event_id and dates.place = 1
left join side_ranges as ukraine on told.event_id = ukraine.event_id and ukraine.to_party = 'UKR' and ukraine.sort = 'living'
left join side_ranges as russia on told.event_id = russia.event_id and russia.to_party = 'RUS' and russia.sort = 'living'
left join side_ranges as remains_ukraine on told.event_id = remains_ukraine.event_id and remains_ukraine.to_party = 'UKR' and remains_ukraine.sort = 'remains'
left join side_ranges as remains_russia on told.event_id = remains_russia.event_id and remains_russia.to_party = 'RUS' and remains_russia.sort = 'remains'
left join total_ranges on told.event_id = total_ranges.event_id
left join mismatches on told.event_id = mismatches.event_id
left join mediators on told.event_id = mediators.event_id
order by told.event_id
