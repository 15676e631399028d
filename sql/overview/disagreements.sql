-- Events whose sources differ on a figure, with who says what: one row per event, figure, teller and value.
-- grain: family x event_id x figure x source x teller x value
-- not for: deciding who is right; it says who differs and on whose side they stand. Rounding, bounds and late updates differ too.
with
statements as (
    select
        *,
        concat(reported_by, case when attributed_to <> reported_by then concat(', citing ', attributed_to) else '' end) as teller,
    from marts.overview_statements
    where is_counted
),

disputed as (
    select
        family,
        event_id,
        happened_on,
        figure,
        low,
        best,
        high,
        value,
        best_rule,
    from marts.overview_figures
    where is_disputed
),

-- A source's models and windows are parts of its one account of an attack; a part left unstated leaves the account unstated.
parts as (
    select
        links.event_id,
        known.source,
        count(*) as parts,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where
        links.role in ('primary', 'supporting', 'contradicting')
        and not list_contains(known.flags, 'part_of_total')
        and not list_contains(known.flags, 'beside_the_total')
    group by all
),

accounts as (
    select
        statements.event_id,
        statements.figure,
        statements.source,
        min(statements.teller) as teller,
        min(statements.reporting_side) as reporting_side,
        cast(
            case
                when statements.figure in ('launched', 'intercepted') and count(statements.number) < max(parts.parts) then null
                else sum(statements.number)
            end as integer
        ) as number,
        case when count(*) = 1 and max(parts.parts) = 1 then min(statements.value) end as value,
        count(*) as claims,
    from statements
    inner join parts
        on statements.event_id = parts.event_id
        and statements.source = parts.source
    where statements.family = 'strikes'
    group by statements.event_id, statements.figure, statements.source
),

-- One teller's categories of one report add up to what it says of a side; who counts civilians only says nothing of the side.
sides as (
    select
        statements.event_id,
        statements.figure,
        statements.teller,
        statements.reporting_side,
        statements.source,
        statements.report_ref,
        cast(case when count(statements.number) = count(*) then sum(statements.number) end as integer) as number,
        cast(case when count(*) = 1 then min(statements.value) end as varchar) as value,
        count(*) as claims,
    from statements
    inner join known.exchanges as known on statements.claim_id = known.claim_id
    where statements.family = 'exchanges' and statements.figure in ('to_ukraine', 'to_russia')
    group by all
    having bool_or(known.category in ('pow', 'unclear'))
),

-- A treaty is signed, comes into force and ends once: two days told for it are a disagreement. It may be extended many times.
once_told as (
    select
        event_id,
        figure,
        count(distinct value) as days,
    from statements
    where
        family = 'agreements'
        and figure in ('signed_on', 'entered_into_force_on', 'withdrawn_on', 'expired_on')
        and length(value) = 10
    group by all
),

told as (
    select
        'strikes' as family,
        event_id,
        figure,
        source,
        teller,
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
        teller,
        reporting_side,
        coalesce(value, cast(number as varchar)) as value,
        number,
        claims,
    from sides
    union all
    select
        statements.family,
        statements.event_id,
        statements.figure,
        statements.source,
        statements.teller,
        statements.reporting_side,
        statements.value,
        statements.number,
        1 as claims,
    from statements
    left join once_told
        on statements.family = 'agreements'
        and statements.event_id = once_told.event_id
        and statements.figure = once_told.figure
    where
        statements.family in ('airspace', 'negotiations')
        or (statements.family = 'exchanges' and statements.figure not in ('to_ukraine', 'to_russia'))
        or (statements.family = 'agreements' and once_told.days > 1)
),

each_value as (
    select
        family,
        event_id,
        figure,
        source,
        teller,
        value,
        min(reporting_side) as reporting_side,
        min(number) as number,
        sum(claims) as claims,
    from told
    where value is not null
    group by all
)

select
    each_value.family, -- strikes, airspace, exchanges, negotiations or agreements.
    each_value.event_id, -- Event, as in events.<family>.
    disputed.happened_on, -- Date of the event, reduced ISO 8601; null for agreements, whose very dates are told differently.
    each_value.figure, -- Figure on which its tellers differ.
    each_value.reporting_side, -- On whose side the teller stands: ukraine, russia, third_party or media.
    each_value.teller, -- Who published it and, where the report cites somebody, whom.
    each_value.source, -- Folder of the source it came through.
    each_value.value, -- What the teller says; a teller who says two things has two rows.
    each_value.number, -- The same as a number; null for words and mere bounds.
    cast(each_value.claims as integer) as claims, -- Claims it was added up or taken from.
    disputed.low, -- Lowest value of the event, as in marts.overview_figures.
    disputed.value as best, -- Best value of the event.
    disputed.high, -- Highest value of the event.
    each_value.number - disputed.best as difference, -- How far the teller is from the best value; null where either is no number.
    disputed.best_rule, -- How the best value was chosen.
from each_value
left join disputed
    on each_value.family = disputed.family
    and each_value.event_id = disputed.event_id
    and each_value.figure = disputed.figure
where disputed.event_id is not null or each_value.family = 'agreements'
order by each_value.family, each_value.event_id, each_value.figure, each_value.reporting_side, each_value.teller, each_value.value
