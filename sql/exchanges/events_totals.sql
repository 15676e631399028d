-- Totals of both sides together that reports state, each compared with the parts that the same report states.
-- A total of one category is compared with parts of that category: 307 people in parts of 157 + 3 and 150 + 7 is a
-- contradiction; 314 prisoners in parts of 157 + 157, next to 3 civilians, is not.
-- grain: event_id x reported_by x report_ref x category
-- not for: adding up; several reports state the same total.
-- test: unique(event_id, reported_by, report_ref, category): A total listed twice would be reported as a contradiction twice.
with
claims as (
    select
        links.event_id,
        known.reported_by,
        known.report_ref,
        known.attributed_to,
        known.to_party,
        known.category,
        known.count_basis,
        known."count",
        list_contains(coalesce(known.flags, []), 'total_of_parts') as is_total,
        list_contains(coalesce(known.flags, []), 'part_of_total') as is_part,
    from links.exchanges as links
    inner join known.exchanges as known on links.claim_id = known.claim_id
    where links.role in ('primary', 'supporting') and known.category <> 'remains'
),

totals as (
    select
        event_id,
        reported_by,
        report_ref,
        category,
        max("count") as stated,
    from claims
    where count_basis = 'total' and "count" is not null
    group by all
),

parts as (
    select distinct
        event_id,
        reported_by,
        report_ref,
        attributed_to,
        to_party,
        category,
        "count",
        is_total,
    from claims
    where count_basis = 'per_side' and to_party is not null and not is_part
),

parts_of_totals as (
    select
        totals.*,
        parts.attributed_to,
        parts.to_party,
        parts.category as part_category,
        parts."count" as part,
        parts.is_total,
    from totals
    inner join parts
        on totals.event_id = parts.event_id
        and totals.reported_by = parts.reported_by
        and totals.report_ref is not distinct from parts.report_ref
        and (totals.category = 'unclear' or totals.category = parts.category)
),

-- People of a side: the sum of one speaker's figures in the report, or the total that the report states.
side_sums as (
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
    from side_sums as one
    inner join side_sums as other
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
        case when count(part) = count(*) then sum(part) end as people,
        -- Civilians alone do not make up a side of an exchange.
        count(distinct case when part_category in ('pow', 'unclear', category) then to_party end) as sides,
        string_agg(concat(to_party, ' ', part_category, ' ', part), ', ' order by to_party, part_category, part) as parts,
    from distinct_parts
    group by all
)

select
    totals.event_id, -- Exchange, as in links.exchanges.
    totals.reported_by, -- Publisher.
    totals.report_ref, -- The report's address or post id; null when it has none.
    totals.category, -- Category that the total counts; unclear where it counts people of all categories.
    totals.stated, -- Total of both sides that the report states.
    sums.parts, -- Parts that the report states, in words; null when it states none.
    cast(sums.people as integer) as people_in_parts, -- Sum of the parts; null when one is not counted.
    coalesce(sums.sides = 2 and sums.people <> totals.stated and explained.event_id is null, false) as is_mismatch, -- Whether the report states both sides and no sum of them gives the total.
from totals
left join sums
    on totals.event_id = sums.event_id
    and totals.reported_by = sums.reported_by
    and totals.report_ref is not distinct from sums.report_ref
    and totals.category = sums.category
left join explained
    on totals.event_id = explained.event_id
    and totals.reported_by = explained.reported_by
    and totals.report_ref is not distinct from explained.report_ref
    and totals.category = explained.category
order by totals.event_id, totals.reported_by, totals.report_ref, totals.category
