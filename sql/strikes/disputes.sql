-- Attacks whose claimants differ on a figure, with the sum of each account.
-- grain: event_id x figure x source x claimant x value
-- not for: deciding who is right. marts.overview_disagreements has all families.
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
    where family = 'strikes' and is_disputed
),

statements as (
    select
        stated.*,
        links.claimant as account,
        coalesce(stated.report_ref, stated.source) as report,
        concat(
            stated.reported_by,
            case when stated.attributed_to <> stated.reported_by then concat(', citing ', stated.attributed_to) else '' end
        ) as claimant,
    from marts.overview_statements as stated
    inner join links.strikes as links
        on stated.claim_id = links.claim_id
        and stated.event_id = links.event_id
    where stated.family = 'strikes' and stated.is_counted
),

-- A claimant's reports of an attack add up to its account: munitions only if every part states them, locations once per
-- report. links.strikes decides which claims belong to an account.
parts as (
    select
        links.event_id,
        links.claimant as account,
        count(case when known.weapon_class is not null then 1 end) as parts,
    from links.strikes as links
    inner join known.strikes as known on links.claim_id = known.claim_id
    where links.is_added
    group by all
),

reports as (
    select
        event_id,
        figure,
        account,
        source,
        report,
        min(claimant) as claimant,
        min(reporting_side) as reporting_side,
        case when figure in ('hit_locations', 'debris_locations') then max(number) else sum(number) end as number,
        min(value) as value,
        count(*) as claims,
    from statements
    group by event_id, figure, account, source, report
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
        and reports.account = parts.account
    group by reports.event_id, reports.figure, reports.source, reports.account
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
    each_value.event_id, -- Attack, as in events.strikes.
    disputed.happened_stated, -- Date on which its window ends in Kyiv, ISO 8601.
    each_value.figure, -- Figure on which claimants differ.
    each_value.reporting_side, -- Side of the claimant: ukraine, russia, third_party or media.
    each_value.claimant, -- Who published it, and whom the report cites if it cites anyone.
    each_value.source, -- Folder of the source it came through.
    each_value.value, -- Value of the claimant's account; a claimant with two values has two rows.
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
order by each_value.event_id, each_value.figure, each_value.source, each_value.claimant, each_value.value
