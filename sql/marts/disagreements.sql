-- Events whose sources differ on a figure, with who says what: one row per event, figure, claimant and value.
-- grain: family x event_id x figure x source x claimant x value
-- not for: deciding who is right; it says who differs and on whose side they stand. Rounding, bounds and late updates differ too.
with
statements as (
    select
        *,
        concat(reported_by, case when attributed_to <> reported_by then concat(', citing ', attributed_to) else '' end) as claimant,
    from marts.overview_statements
    where is_counted
),

disputed as (
    select
        family,
        event_id,
        happened_stated,
        figure,
        low,
        best,
        high,
        value,
        best_rule,
    from marts.overview_figures
    where is_disputed and family <> 'agreements'
),

-- A claimant's reports of an attack add up to its one account: munitions only where every part states them, locations
-- once a report. What the account is, links.strikes has decided.
parts as (
    select
        links.event_id,
        links.claimant,
        count(case when known.weapon_class is not null then 1 end) as parts,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.adds_up
    group by all
),

reports as (
    select
        statements.event_id,
        statements.figure,
        links.claimant as account,
        statements.source,
        coalesce(statements.report_ref, statements.source) as report,
        min(statements.claimant) as claimant,
        min(statements.reporting_side) as reporting_side,
        case
            when statements.figure in ('hit_locations', 'debris_locations') then max(statements.number)
            else sum(statements.number)
        end as number,
        min(statements.value) as value,
        count(*) as claims,
    from statements
    inner join links.strikes as links
        on statements.claim_id = links.claim_id
        and statements.event_id = links.event_id
    where statements.family = 'strikes'
    group by statements.event_id, statements.figure, links.claimant, statements.source, coalesce(statements.report_ref, statements.source)
),

accounts as (
    select
        reports.event_id,
        reports.figure,
        reports.source,
        min(reports.claimant) as claimant,
        min(reports.reporting_side) as reporting_side,
        cast(
            case
                when reports.figure in ('launched', 'intercepted') and sum(reports.claims) < max(parts.parts) then null
                else sum(reports.number)
            end as integer
        ) as number,
        case when sum(reports.claims) = 1 and max(parts.parts) <= 1 then min(reports.value) end as value,
        sum(reports.claims) as claims,
    from reports
    inner join parts
        on reports.event_id = parts.event_id
        and reports.account = parts.claimant
    group by reports.event_id, reports.figure, reports.source, reports.account
),

-- One claimant's word on a side: its own total, else its categories added up; see events.exchanges for the same rule.
sides as (
    select
        statements.event_id,
        statements.figure,
        statements.claimant,
        statements.reporting_side,
        statements.source,
        statements.report_ref,
        cast(
            coalesce(
                max(case when list_contains(coalesce(known.flags, []), 'total_of_parts') then statements.number end),
                case
                    when
                        sum(case when known.category = 'unclear' then statements.number end)
                        = sum(case when known.category <> 'unclear' then statements.number end)
                        then sum(case when known.category = 'unclear' then statements.number end)
                end,
                case when count(statements.number) = count(*) then sum(statements.number) end
            ) as integer
        ) as number,
        case when count(*) = 1 then min(statements.value) end as value,
        count(*) as claims,
    from statements
    inner join known.exchanges as known on statements.claim_id = known.claim_id
    where statements.family = 'exchanges' and statements.figure in ('to_ukraine', 'to_russia')
    group by all
    having bool_or(known.category in ('pow', 'unclear'))
),

-- Dates told of one change of an agreement, where they differ; the change is named by the status it brings.
changes as (
    select
        statements.event_id,
        concat(events.status, '_from') as figure,
        statements.source,
        statements.claimant,
        statements.reporting_side,
        statements.value,
        events.valid_from,
        events.best_rule,
    from statements
    inner join events.agreements as events
        on statements.event_id = events.event_id
        and list_contains(events.disputed_figures, 'valid_from')
        and events.status = case
            when statements.figure in ('entered_into_force_on', 'extended_on', 'restored_on') then 'in_force'
            else replace(statements.figure, '_on', '')
        end
        and case
            when statements.value <> 'undated'
                then cast(concat(statements.value, substr('-01-01', length(statements.value) - 3)) as date)
        end between events.valid_from_earliest and events.valid_from_latest
    where statements.family = 'agreements'
),

told as (
    select
        'strikes' as family,
        event_id,
        figure,
        source,
        claimant,
        reporting_side,
        coalesce(value, cast(number as varchar)) as value,
        number,
        claims,
    from accounts
    union all
    select
        'exchanges' as family,
        event_id,
        figure,
        source,
        claimant,
        reporting_side,
        coalesce(value, cast(number as varchar)) as value,
        number,
        claims,
    from sides
    union all
    select
        family,
        event_id,
        figure,
        source,
        claimant,
        reporting_side,
        value,
        number,
        1 as claims,
    from statements
    where
        family in ('airspace', 'negotiations')
        or (family = 'exchanges' and figure not in ('to_ukraine', 'to_russia'))
    union all
    select
        'agreements' as family,
        event_id,
        figure,
        source,
        claimant,
        reporting_side,
        value,
        cast(null as integer) as number,
        1 as claims,
    from changes
),

each_value as (
    select
        family,
        event_id,
        figure,
        source,
        claimant,
        value,
        min(reporting_side) as reporting_side,
        min(number) as number,
        sum(claims) as claims,
    from told
    where value is not null
    group by all
),

all_disputed as (
    select *,
    from disputed
    union all
    select distinct
        'agreements' as family,
        event_id,
        valid_from as happened_stated,
        figure,
        cast(null as integer) as low,
        cast(null as integer) as best,
        cast(null as integer) as high,
        valid_from as value,
        best_rule,
    from changes
)

select
    each_value.family, -- strikes, airspace, exchanges, negotiations or agreements.
    each_value.event_id, -- Event, as in events.<family>.
    disputed.happened_stated, -- Date of the event, reduced ISO 8601; of an agreement, the best date of the change.
    each_value.figure, -- Figure on which its claimants differ.
    each_value.reporting_side, -- On whose side the claimant stands: ukraine, russia, third_party or media.
    each_value.claimant, -- Who published it and, where the report cites somebody, whom.
    each_value.source, -- Folder of the source it came through.
    each_value.value, -- What the claimant says; a claimant who says two things has two rows.
    each_value.number, -- The same as a number; null for words and mere bounds.
    cast(each_value.claims as integer) as claims, -- Claims it was added up or taken from.
    disputed.low, -- Lowest value of the event, as in marts.overview_figures.
    disputed.value as best_value, -- Best value of the event.
    disputed.high, -- Highest value of the event.
    each_value.number - disputed.best as difference, -- How far the claimant is from the best value; null where either is no number.
    disputed.best_rule, -- How the best value was chosen.
from each_value
inner join all_disputed as disputed
    on each_value.family = disputed.family
    and each_value.event_id = disputed.event_id
    and each_value.figure = disputed.figure
-- Fewer than half of a side's people were told alone, beside the exchange proper: no other word on the whole.
where
    each_value.figure not in ('to_ukraine', 'to_russia')
    or coalesce(2 * each_value.number >= disputed.best, true)
order by each_value.family, each_value.event_id, each_value.figure, each_value.reporting_side, each_value.claimant, each_value.value
