-- Exchanges whose claimants differ on the number of people a side received, with the sum of each claimant's categories.
-- grain: event_id x figure x source x claimant x value
-- not for: deciding who is right. marts.overview_disagreements has all families and all figures of an exchange.
-- test: unique(event_id, figure, source, claimant, value): A claimant that repeats itself counts once.
with
disputed as (
    select
        event_id,
        figure,
        happened_stated,
        low,
        best,
        value,
        high,
        best_rule,
    from marts.overview_figures
    where family = 'exchanges' and figure in ('to_ukraine', 'to_russia') and is_disputed
),

statements as (
    select
        *,
        concat(reported_by, case when attributed_to <> reported_by then concat(', citing ', attributed_to) else '' end) as claimant,
    from marts.overview_statements
    where family = 'exchanges' and figure in ('to_ukraine', 'to_russia') and is_counted
),

-- A claimant's account of a side: its stated total, else the sum of its categories; events.exchanges has the same rule.
accounts as (
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
    group by all
    having bool_or(known.category in ('pow', 'unclear'))
),

each_value as (
    select
        event_id,
        figure,
        source,
        claimant,
        coalesce(value, cast(number as varchar)) as value,
        min(reporting_side) as reporting_side,
        min(number) as number,
        cast(sum(claims) as bigint) as claims,
    from accounts
    where value is not null or number is not null
    group by all
)

select
    each_value.event_id, -- Exchange, as in events.exchanges.
    disputed.happened_stated, -- Its date, ISO 8601 at the stated precision.
    each_value.figure, -- to_ukraine or to_russia.
    each_value.reporting_side, -- Side of the claimant: ukraine, russia, third_party or media.
    each_value.claimant, -- Who published it, and whom the report cites if it cites anyone.
    each_value.source, -- Folder of the source it came through.
    each_value.value, -- Value that the claimant gives; a claimant with two values has two rows.
    each_value.number, -- The value as a number; null where it is only a bound.
    each_value.claims, -- Claims that the value is the sum of.
    disputed.low, -- Lowest value of the event, as in marts.overview_figures.
    disputed.value as best_value, -- Best value of the event.
    disputed.high, -- Highest value of the event.
    abs(each_value.number - disputed.best) as difference, -- Distance of number from the best value, never negative; null where either is missing.
    disputed.best_rule, -- How the best value was chosen.
from each_value
inner join disputed
    on each_value.event_id = disputed.event_id
    and each_value.figure = disputed.figure
-- A count below half of the best value is assumed to cover only part of the exchange.
where coalesce(2 * each_value.number >= disputed.best, true)
order by each_value.event_id, each_value.figure, each_value.source, each_value.claimant, each_value.value
